/* Judging a register: every asset by its own facts, those of a joint plant by all its parts. */
#include "measures/joint_plant.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/register_parts.h"
#include "scoring/designate.h"

#include <math.h>
#include <string.h>

/* ---- joint plants ---- */

struct plant {
    const struct cir_asset_measures *measures;
    struct cir_quantity *facts;
    uint64_t *sure_options;             /* by place of the measure: those that surely hold of a part */
    uint64_t sure[CIR_CRITERION_WORDS]; /* criteria that surely hold of a part */
    size_t parts;
    const struct cir_cell *place; /* of its first part */
    bool is_in_one_place;
    const struct cir_asset_impact *impact; /* NULL: not told yet */
};

struct plants {
    struct cir_index index;
    struct plant *list;
    size_t count;
    uint32_t *of_asset; /* its number; CIR_INDEX_NONE: in none */
};

static const struct cir_field *field_of(const struct cir_register_reading *reading, unsigned measure)
{
    return &reading->fields->list[measure - CIR_MEASURE_DERIVED];
}

/* Facilities of one kind, under one name. */
static struct cir_text key_of(struct cir_arena *arena, const struct cir_facility *facility, struct cir_text joint_plant)
{
    const char *kind = facility != NULL ? facility->name : "";
    size_t head = strlen(kind) + 1;
    char *key = cir_arena_take(arena, head + joint_plant.size, 1);
    if (key == NULL)
        return (struct cir_text){"", 0};
    memcpy(key, kind, head);
    memcpy(key + head, joint_plant.data, joint_plant.size);
    return (struct cir_text){key, head + joint_plant.size};
}

/* Those of a kind under any name: what the keys of all of them begin with. */
static struct cir_text any_of(const struct cir_facility *facility, struct cir_text key)
{
    return (struct cir_text){key.data, strlen(facility != NULL ? facility->name : "") + 1};
}

static bool is_of_states(unsigned measure)
{
    return measure >= CIR_MEASURE_STATE_SETS;
}

/* The key, and behind it what is true of the State of the asset: a scheme that asks for it adds nothing up across its
 * border. */
static struct cir_text key_in_state(const struct cir_register *assets, struct cir_arena *arena, struct cir_text key,
                                    const struct cir_asset *asset)
{
    const struct cir_asset_measures *measures = cir_register_measures(assets, asset->facility);
    char *whole = cir_arena_take(arena, key.size + measures->count, 1);
    if (whole == NULL)
        return (struct cir_text){"", 0};
    memcpy(whole, key.data, key.size);
    size_t size = key.size;
    for (size_t i = 0; i < measures->count; i++)
        if (is_of_states(measures->list[i]))
            whole[size++] = (char)asset->facts[i].options;
    return (struct cir_text){whole, size};
}

/* Whether the scheme asks for its State, which is not known. */
static bool is_state_open(const struct cir_register *assets, const struct cir_asset *asset)
{
    const struct cir_asset_measures *measures = cir_register_measures(assets, asset->facility);
    for (size_t i = 0; i < measures->count; i++)
        if (is_of_states(measures->list[i]) && (asset->facts[i].options & (asset->facts[i].options - 1)) != 0)
            return true;
    return false;
}

/* Of which plant it is a part cannot be told. */
static bool is_doubtful(const struct cir_register *assets, const struct cir_asset *asset)
{
    return asset->is_facility_unknown || asset->contradicted_line > 0 || is_state_open(assets, asset);
}

/* Of a plant whose kind is not known nothing adds up; of one whose State is not known all may. */
static bool is_joint(const struct cir_asset *asset)
{
    bool is_part = asset->joint_plant.size > 0 || asset->is_plant_unknown;
    return is_part && !asset->is_facility_unknown && asset->contradicted_line == 0;
}

/* ---- parts that are in no sum ---- */

static bool miss(struct cir_register_reading *reading, const struct cir_facility *facility, struct cir_text joint_plant)
{
    struct cir_arena *arena = &reading->assets->arena;
    struct cir_text key = key_of(arena, facility, joint_plant);
    return key.size > 0 && cir_index_insert(&reading->missed_parts, arena, key, 0, NULL);
}

/* Under no name stands what may be a part of any plant of a kind. */
enum cir_status cir_register_miss_part(struct cir_register_reading *reading, const struct cir_missed_part *part,
                                       struct cir_error *error)
{
    const struct cir_scheme *scheme = reading->assets->scheme;
    if (part->joint_plant.size == 0 && !part->is_plant_unknown)
        return CIR_OK;
    bool has_room = miss(reading, part->kind.facility, part->joint_plant);
    for (size_t i = 0; i < scheme->facility_count && part->kind.is_unknown && has_room; i++)
        has_room = miss(reading, &scheme->facilities[i], part->joint_plant);
    return has_room ? CIR_OK : cir_fail_memory(error);
}

static bool is_missed(const struct cir_register_reading *reading, const struct cir_facility *facility,
                      struct cir_text key)
{
    return cir_index_find(&reading->missed_parts, key) != CIR_INDEX_NONE ||
           cir_index_find(&reading->missed_parts, any_of(facility, key)) != CIR_INDEX_NONE;
}

static struct cir_quantity unanswered(const struct cir_field *field)
{
    struct cir_quantity part = {.answer = CIR_UNANSWERED, .point = NAN, .high = INFINITY};
    if (!cir_type_is_number(field->type))
        part = (struct cir_quantity){
            .answer = CIR_UNANSWERED, .point = NAN, .options = (UINT64_C(1) << field->option_count) - 1};
    return part;
}

static void join_unanswered(const struct cir_register_reading *reading, const struct plant *plant)
{
    const struct cir_asset_measures *measures = plant->measures;
    for (size_t i = 0; i < measures->count; i++) {
        if (measures->list[i] < CIR_MEASURE_DERIVED || is_of_states(measures->list[i]))
            continue; /* told by a network, of the whole plant; the same of all its parts */
        const struct cir_field *field = field_of(reading, measures->list[i]);
        const struct cir_quantity part = unanswered(field);
        cir_plant_join(&plant->facts[i], field, &part);
    }
}

/* What may be a part of any plant, or of one of any kind or in any State, or is contradicted by another row. */
static enum cir_status miss_doubtful(struct cir_register_reading *reading, struct cir_error *error)
{
    const struct cir_register *assets = reading->assets;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < assets->asset_count && status == CIR_OK; i++) {
        const struct cir_asset *asset = &assets->assets[i];
        const struct cir_missed_part part = {
            asset->joint_plant, asset->is_plant_unknown, {asset->facility, asset->is_facility_unknown}};
        if (asset->is_plant_unknown || is_doubtful(assets, asset))
            status = cir_register_miss_part(reading, &part, error);
    }
    return status;
}

/* ---- sums ---- */

static bool begin_plant(const struct cir_register *assets, struct plant *plant, struct cir_arena *arena,
                        const struct cir_asset *asset)
{
    plant->measures = cir_register_measures(assets, asset->facility);
    plant->facts = cir_arena_take(arena, plant->measures->count + 1, sizeof *plant->facts);
    plant->sure_options = cir_arena_take(arena, plant->measures->count + 1, sizeof *plant->sure_options);
    if (plant->facts == NULL || plant->sure_options == NULL)
        return false;
    memcpy(plant->facts, asset->facts, plant->measures->count * sizeof *plant->facts);
    plant->place = asset->place;
    plant->is_in_one_place = true;
    return true;
}

/* What a network tells is told of the whole plant, when all its parts are known; of their States the same is true. */
static void join_facts(struct cir_register_reading *reading, struct plant *plant, const struct cir_asset *asset)
{
    const struct cir_asset_measures *measures = plant->measures;
    plant->is_in_one_place = plant->is_in_one_place && cir_register_is_same_place(plant->place, asset->place);
    for (size_t i = 0; i < measures->count; i++)
        if (measures->list[i] >= CIR_MEASURE_DERIVED && !is_of_states(measures->list[i]))
            cir_plant_join(&plant->facts[i], field_of(reading, measures->list[i]), &asset->facts[i]);
}

static void add_sure(struct cir_register_reading *reading, struct plant *plant, const struct cir_asset *asset)
{
    static const struct cir_quantity untold = {.answer = CIR_UNANSWERED, .point = NAN, .high = INFINITY};
    const struct cir_asset_measures *measures = plant->measures;
    for (size_t i = 0; i < measures->count; i++) {
        bool is_own = measures->list[i] >= CIR_MEASURE_DERIVED;
        reading->quantities[measures->list[i]] = is_own ? asset->facts[i] : untold;
        plant->sure_options[i] |= is_own ? cir_plant_sure_options(&asset->facts[i]) : 0;
    }
    cir_designation_add_sure(plant->sure, reading->assets->scheme, asset->facility, reading->quantities);
}

/* Number of the plant of an asset, a new one where none of its parts came before. Of assets whose plant is not known each
 * is one of its own, of which the rest is missing.
 * @return false when memory is exhausted */
static bool find_plant(struct cir_register_reading *reading, struct plants *plants, const struct cir_asset *asset,
                       uint32_t *number)
{
    struct cir_register *assets = reading->assets;
    const struct cir_text name = key_of(&assets->arena, asset->facility, asset->joint_plant);
    const struct cir_text key = key_in_state(assets, &assets->arena, name, asset);
    const uint32_t fresh = (uint32_t)plants->count;
    uint32_t there = CIR_INDEX_NONE;
    if (name.size == 0 || key.size == 0 ||
        (!asset->is_plant_unknown && !cir_index_insert(&plants->index, &assets->arena, key, fresh, &there)))
        return false;
    *number = there != CIR_INDEX_NONE ? there : fresh;
    if (there != CIR_INDEX_NONE)
        return true;
    struct plant *plant = &plants->list[plants->count++];
    if (!begin_plant(assets, plant, &assets->arena, asset))
        return false;
    if (is_missed(reading, asset->facility, name))
        join_unanswered(reading, plant);
    return true;
}

/* @return false when memory is exhausted */
static bool join(struct cir_register_reading *reading, struct plants *plants, size_t number)
{
    const struct cir_asset *asset = &reading->assets->assets[number];
    if (!find_plant(reading, plants, asset, &plants->of_asset[number]))
        return false;
    struct plant *plant = &plants->list[plants->of_asset[number]];
    if (plant->parts++ > 0)
        join_facts(reading, plant, asset);
    add_sure(reading, plant, asset);
    return true;
}

static bool join_all(struct cir_register_reading *reading, struct plants *plants)
{
    struct cir_register *assets = reading->assets;
    plants->list = cir_arena_take(&assets->arena, assets->asset_count + 1, sizeof *plants->list);
    plants->of_asset = cir_arena_take(&assets->arena, assets->asset_count + 1, sizeof *plants->of_asset);
    if (plants->list == NULL || plants->of_asset == NULL)
        return false;
    for (size_t i = 0; i < assets->asset_count; i++) {
        plants->of_asset[i] = CIR_INDEX_NONE;
        if (is_joint(&assets->assets[i]) && !join(reading, plants, i))
            return false;
    }
    return true;
}

/* ---- judging ---- */

static void judge(struct cir_register_reading *reading, const struct plant *plant, struct cir_asset *asset)
{
    const struct cir_register *assets = reading->assets;
    const struct cir_asset_measures *measures = cir_register_measures(assets, asset->facility);
    for (size_t i = 0; i < measures->count; i++)
        reading->quantities[measures->list[i]] = asset->facts[i];
    const struct cir_asset_kind kind = {asset->facility, asset->is_facility_unknown};
    cir_designate(&asset->designation, assets->scheme, kind, reading->quantities, plant != NULL ? plant->sure : NULL);
}

static enum cir_designation_verdict verdict_of(const struct cir_scheme *scheme, int level)
{
    if (!cir_level_is_told(level))
        return CIR_CANNOT_TELL;
    return level > scheme->bands[0].level ? CIR_PROPOSED : CIR_NOT_PROPOSED;
}

/* A level that a person put in the place of the computed one. */
static void put_level(struct cir_register_reading *reading, struct cir_asset *asset)
{
    const struct cir_scheme *const *schemes = cir_classifier_schemes(reading->classifier);
    struct cir_verdict verdict = {.level = asset->designation.level};
    struct cir_override_misfit misfit = {0};
    cir_override_levels(&verdict, &misfit, &asset->overrides, schemes);
    if (misfit.override != NULL && reading->misfit.misfit.override == NULL)
        reading->misfit = (struct cir_overridden_row){.line = asset->line, .misfit = misfit};
    if (verdict.reason != CIR_REASON_OVERRIDE)
        return;
    asset->designation.is_overridden = true;
    asset->designation.decided = CIR_INDEX_NONE;
    asset->designation.level = verdict.level;
    asset->designation.verdict = verdict_of(reading->assets->scheme, verdict.level);
}

/* By its plant, of which the impact is told once; NULL: it is in none. */
static enum cir_status take_plant(struct cir_register_reading *reading, struct plant *plant, struct cir_asset *asset,
                                  struct cir_error *error)
{
    if (plant != NULL) {
        asset->facts = plant->facts;
        asset->parts = plant->parts;
        asset->impact = plant->impact;
    }
    if (reading->assets->network == NULL || asset->impact != NULL)
        return CIR_OK;
    enum cir_status status = cir_register_tell_impact(reading, asset, plant == NULL || plant->is_in_one_place, error);
    if (status == CIR_OK && plant != NULL)
        plant->impact = asset->impact;
    return status;
}

static enum cir_status judge_asset(struct cir_register_reading *reading, struct plant *plant, struct cir_asset *asset,
                                   struct cir_error *error)
{
    enum cir_status status = take_plant(reading, plant, asset, error);
    if (status != CIR_OK)
        return status;
    judge(reading, plant, asset);
    put_level(reading, asset);
    return CIR_OK;
}

/* When all parts are judged: of the options that a criterion surely holds by, those, rather than all that may be. */
static void tell_sure_options(const struct cir_scheme *scheme, const struct plant *plant)
{
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        if (!cir_criterion_in(plant->sure, i) || !cir_criterion_asks_options(criterion))
            continue;
        const size_t place = cir_asset_measures_find(plant->measures, criterion->measure);
        plant->facts[place] = (struct cir_quantity){.answer = CIR_ANSWERED,
                                                    .together = true,
                                                    .point = NAN,
                                                    .options = plant->sure_options[place] & criterion->options};
    }
}

enum cir_status cir_register_judge_assets(struct cir_register_reading *reading, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    struct plants plants = {0};
    enum cir_status status = miss_doubtful(reading, error);
    if (status == CIR_OK && !join_all(reading, &plants))
        status = cir_fail_memory(error);
    for (size_t i = 0; status == CIR_OK && i < assets->asset_count; i++) {
        uint32_t number = plants.of_asset[i];
        struct plant *plant = number != CIR_INDEX_NONE ? &plants.list[number] : NULL;
        if (assets->assets[i].contradicted_line == 0)
            status = judge_asset(reading, plant, &assets->assets[i], error);
    }
    for (size_t i = 0; status == CIR_OK && i < plants.count; i++)
        tell_sure_options(assets->scheme, &plants.list[i]);
    return status;
}
