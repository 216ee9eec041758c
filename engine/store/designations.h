/** The designations of a register, within a run that is open. */
#ifndef CIR_STORE_DESIGNATIONS_H
#define CIR_STORE_DESIGNATIONS_H

#include "model/asset_impact.h"
#include "model/designation.h"
#include "store/store.h"

/** Borrowed for the call. */
struct cir_store_designation {
    uint64_t row;                        /**< of a subject that was put */
    const struct cir_facility *facility; /**< NULL: not known, or the scheme has none */
    struct cir_text joint_plant;         /**< "": in none */
    size_t parts;
    const struct cir_designation *designation;
    const struct cir_quantity *value; /**< of the measure of the criterion that decided; NULL where there is none */
};

/** Store what the first scheme of the run says of an asset, with all that is missing. Restricted thresholds are not
 * stored. */
enum cir_status cir_store_put_designation(struct cir_store *store, const struct cir_store_designation *designation,
                                          struct cir_error *error);

/** Store how many States abroad an outage of an asset reaches, by the network of the run; also where it is not told.
 * @param row of a designation that was put */
enum cir_status cir_store_put_abroad(struct cir_store *store, uint64_t row, const struct cir_asset_impact *impact,
                                     struct cir_error *error);

#endif
