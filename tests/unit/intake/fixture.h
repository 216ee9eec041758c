/** A small world for the tests of intake: six countries, four sectors, three currencies, the canonical fields and two
 * of a scheme. Made by hand, so that these tests hang on no table. */
#ifndef CIR_TESTS_INTAKE_FIXTURE_H
#define CIR_TESTS_INTAKE_FIXTURE_H

#include "model/definitions.h"
#include "model/field.h"
#include "model/record.h"

enum { FIXTURE_DE, FIXTURE_FR, FIXTURE_IT, FIXTURE_US, FIXTURE_GB, FIXTURE_CH };
enum { FIXTURE_ENERGY, FIXTURE_HEALTH, FIXTURE_FINANCE, FIXTURE_WATER };
enum { FIXTURE_EUR, FIXTURE_USD, FIXTURE_CHF };

/** Numbers of the scheme's fields: q_actor (accident;unknown;criminal;nation_state) and q_notes (text). */
enum { FIXTURE_ACTOR = CIR_FIELD_CANONICAL, FIXTURE_NOTES };

struct fixture {
    struct cir_definitions definitions;
    struct cir_fields fields;
};

/** Aborts the suite when memory is exhausted. */
void fixture_make(struct fixture *fixture);

void fixture_free(struct fixture *fixture);

enum { FIXTURE_CELLS_MAX = 64 };

/** A record of `text`, cut at commas outside quotes; `spans` has room for FIXTURE_CELLS_MAX. */
struct cir_record fixture_record(struct cir_text text, struct cir_span *spans);

#endif
