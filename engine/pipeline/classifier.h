/** Definitions and schemes, loaded and ready to judge. */
#ifndef CIR_PIPELINE_CLASSIFIER_H
#define CIR_PIPELINE_CLASSIFIER_H

#include "base/error.h"
#include "model/definitions.h"
#include "model/field.h"
#include "model/network.h"
#include "model/scheme.h"
#include "model/verdict.h"

struct cir_classifier;

/** @param definitions folder laid over the built-in tables, or NULL
 * @param schemes names, or paths of scheme folders; at most CIR_SCHEMES_MAX, at least 0
 * @return CIR_OK; CIR_BAD_TABLE, CIR_BAD_USE (no such scheme), CIR_NO_FILE, CIR_NO_MEMORY. Caller owns *classifier */
enum cir_status cir_classifier_new(struct cir_classifier **classifier, const char *definitions,
                                   const char *const *schemes, size_t scheme_count, struct cir_error *error);

/** What is made of the scopes of all its schemes: CIR_SCOPE_APPLY unless this is called, which has to be done before
 * anything is judged. */
void cir_classifier_use_scopes(struct cir_classifier *classifier, enum cir_scope_use use);

/** Weigh as the schemes of another classifier do, which has the same in the same order; see cir_scheme_take_weights. To be
 * called before anything is judged. */
void cir_classifier_take_weights(struct cir_classifier *classifier, const struct cir_classifier *from);

/** How a network is used. */
struct cir_network_use {
    const char *network;  /**< name, or the path of a folder */
    const char *regional; /**< what counts as regional, see impact/regions.h; NULL: the sub-region */
    const char *cache;    /**< folder that keeps from one run to the next what each outage does to others; NULL: none */
    struct cir_text ready; /**< what cir_classifier_write_impacts wrote, borrowed as long as the classifier lives; of
                                another network or another version it is of no use, and does no harm; empty: none */
};

/** Load the words of the six languages, which most of what is judged needs none of; once.
 * @param definitions as it was given to cir_classifier_new
 * @return CIR_OK; CIR_BAD_TABLE; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_classifier_load_words(struct cir_classifier *classifier, const char *definitions,
                                          struct cir_error *error);

/** Use a network of dependencies: impacts are told, and the measure impact_states is made. To be called before anything is
 * judged.
 * @param definitions as it was given to cir_classifier_new
 * @return CIR_OK; CIR_BAD_TABLE, CIR_BAD_NETWORK, CIR_BAD_USE (no such network, group or State), CIR_NO_FILE,
 *         CIR_NO_MEMORY */
enum cir_status cir_classifier_use_network(struct cir_classifier *classifier, const char *definitions,
                                           const struct cir_network_use *use, struct cir_error *error);

/** Put what is told of the network's outages, and was worked out since, into the cache; to be called when all is judged.
 * @return CIR_OK, also where there is no cache or no network; CIR_NO_FILE where it cannot be written; CIR_NO_MEMORY */
enum cir_status cir_classifier_keep_impacts(struct cir_classifier *classifier, struct cir_error *error);

/** Work out what each outage of the network does, in every State, and write it to a file whose bytes may serve as `ready`.
 * @return CIR_OK; CIR_NO_FILE; CIR_NO_MEMORY; a network has to be in use */
enum cir_status cir_classifier_write_impacts(struct cir_classifier *classifier, const char *path,
                                             struct cir_error *error);

/** The network in use, or NULL. */
const struct cir_network *cir_classifier_network(const struct cir_classifier *classifier);

/** What counts as regional in it, as it was given or "subregion"; borrowed. */
const char *cir_classifier_regional(const struct cir_classifier *classifier);

/** CIR_BAD_USE where a scheme judges assets: what is asked is of incidents. */
enum cir_status cir_classifier_refuse_assets(const struct cir_classifier *classifier, struct cir_error *error);

void cir_classifier_free(struct cir_classifier *classifier);

const struct cir_definitions *cir_classifier_definitions(const struct cir_classifier *classifier);
const struct cir_fields *cir_classifier_fields(const struct cir_classifier *classifier);
size_t cir_classifier_scheme_count(const struct cir_classifier *classifier);
const struct cir_scheme *cir_classifier_scheme(const struct cir_classifier *classifier, size_t number);

/** A cell by name: what one row of a log would hold. */
struct cir_fact {
    const char *name;
    const char *text;
};

/** Judge one incident, or one asset by a scheme of subject asset: its level, from the lowest (not proposed) up.
 *
 * @param verdicts one for each scheme of the classifier
 * @return CIR_OK; CIR_BAD_CELL with the fact's name and what was expected, also where nothing says what kind of asset it is
 *         and the scheme has no rules but those of kinds; CIR_BAD_USE when a name is no field's, or of the schemes some
 *         judge incidents and some assets; CIR_NO_MEMORY */
enum cir_status cir_classify(const struct cir_classifier *classifier, const struct cir_fact *facts, size_t fact_count,
                             struct cir_verdict *verdicts, struct cir_error *error);

#endif
