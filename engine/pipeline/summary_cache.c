#include "pipeline/summary_cache.h"

#include "base/file.h"
#include "pipeline/output_file.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

/* The file: the head, then a part for each State, then the hash of all that.
 * A part: its size, the number of the country, of its sectors, and the summary of each sector behind its number. */
struct file_head {
    char mark[16];
    char key[CIR_SHA256_HEX_SIZE]; /* filled up with zeros */
};

static const char mark[16] = "cirisk sums 3\n";

struct part_head {
    uint32_t size; /* of the whole part */
    uint32_t country;
    uint32_t sector_count;
};

/* ---- reading ---- */

/* What is left of a text; all that is taken behind its end is zero, and `failed` stays set. */
struct reader {
    struct cir_text rest;
    bool failed;
};

static void take(struct reader *reader, void *bytes, size_t size)
{
    reader->failed = reader->failed || reader->rest.size < size;
    if (reader->failed) {
        memset(bytes, 0, size);
        return;
    }
    memcpy(bytes, reader->rest.data, size);
    reader->rest = (struct cir_text){reader->rest.data + size, reader->rest.size - size};
}

/* A list of `count` elements, in the arena. @return NULL when memory is exhausted */
static void *take_list(struct reader *reader, struct cir_arena *arena, size_t count, size_t size)
{
    reader->failed = reader->failed || reader->rest.size / size < count;
    void *list = cir_arena_take(arena, reader->failed ? 0 : count, size);
    if (list != NULL && !reader->failed)
        take(reader, list, count * size);
    return list;
}

static size_t take_count(struct reader *reader)
{
    uint32_t count;
    take(reader, &count, sizeof count);
    return count;
}

static bool take_shares(struct cir_state_shares *shares, struct reader *reader, struct cir_arena *arena)
{
    shares->count = take_count(reader);
    shares->list = take_list(reader, arena, shares->count, sizeof *shares->list);
    return shares->list != NULL;
}

static bool take_text(struct cir_text *text, struct reader *reader, struct cir_arena *arena)
{
    text->size = take_count(reader);
    text->data = take_list(reader, arena, text->size, 1);
    return text->data != NULL;
}

static bool take_hour(struct cir_summary_hour *hour, struct reader *reader, struct cir_arena *arena)
{
    take(reader, hour->functional_per_h, sizeof hour->functional_per_h);
    take(reader, hour->functional_until, sizeof hour->functional_until);
    return take_shares(&hour->states_low, reader, arena) && take_shares(&hour->states_high, reader, arena) &&
           take_text(&hour->top, reader, arena);
}

static bool take_ranks(struct cir_state_ranks *ranks, struct reader *reader, struct cir_arena *arena)
{
    return take_shares(&ranks->low, reader, arena) && take_shares(&ranks->high, reader, arena);
}

static bool take_summary(struct cir_impact_summary *summary, struct reader *reader, struct cir_arena *arena)
{
    bool has_all = true;
    take(reader, &summary->output_per_h, sizeof summary->output_per_h);
    take(reader, summary->money_per_h, sizeof summary->money_per_h);
    summary->state_count = take_count(reader);
    for (size_t k = 0; k < CIR_SUMMARY_HOURS && has_all; k++)
        has_all = take_hour(&summary->hours[k], reader, arena) && take_ranks(&summary->abroad[k].all, reader, arena) &&
                  take_ranks(&summary->abroad[k].regional, reader, arena);
    return has_all;
}

/* @return CIR_END where it is damaged after all */
static enum cir_status take_state(struct cir_state_summaries *state, struct reader *reader)
{
    struct part_head head;
    take(reader, &head, sizeof head);
    for (uint32_t i = 0; i < head.sector_count && !reader->failed; i++) {
        size_t sector = take_count(reader);
        struct cir_impact_summary *summary = cir_arena_take(&state->arena, 1, sizeof *summary);
        if (summary == NULL || !take_summary(summary, reader, &state->arena))
            return CIR_NO_MEMORY;
        if (sector >= CIR_SECTOR_NONE)
            return CIR_END;
        state->by_sector[sector] = summary;
    }
    return reader->failed ? CIR_END : CIR_OK;
}

bool cir_summary_cache_has_any(const struct cir_summary_cache *cache)
{
    for (size_t i = 0; i < CIR_STATES_MAX; i++)
        if (cache->states[i].size > 0)
            return true;
    return false;
}

enum cir_status cir_summary_cache_find(struct cir_state_summaries *state, const struct cir_summary_cache *cache,
                                       unsigned country)
{
    struct reader reader = {.rest = cache->states[country]};
    if (reader.rest.size == 0)
        return CIR_END;
    enum cir_status status = take_state(state, &reader);
    if (status != CIR_OK) {
        cir_arena_free(&state->arena);
        *state = (struct cir_state_summaries){.arena = {0}};
    }
    return status;
}

/* ---- opening ---- */

static struct file_head file_head_of(const struct cir_summary_cache *cache)
{
    struct file_head head = {{0}, {0}};
    memcpy(head.mark, mark, sizeof mark);
    memcpy(head.key, cache->key, sizeof cache->key);
    return head;
}

/* Whether a file is one of this key, and not damaged. */
static bool is_right(const struct cir_summary_cache *cache, struct cir_text file)
{
    const struct file_head head = file_head_of(cache);
    XXH64_hash_t hash;
    if (file.size < sizeof head + sizeof hash || memcmp(file.data, &head, sizeof head) != 0)
        return false;
    memcpy(&hash, file.data + file.size - sizeof hash, sizeof hash);
    return XXH3_64bits(file.data, file.size - sizeof hash) == hash;
}

/* Where the part of each State lies. */
static void find_states(struct cir_summary_cache *cache, struct cir_text file)
{
    const size_t before = sizeof(struct file_head);
    struct cir_text rest = {file.data + before, file.size - before - sizeof(XXH64_hash_t)};
    struct part_head head;
    while (rest.size >= sizeof head) {
        memcpy(&head, rest.data, sizeof head);
        if (head.size < sizeof head || head.size > rest.size || head.country >= CIR_STATES_MAX)
            return;
        cache->states[head.country] = (struct cir_text){rest.data, head.size};
        rest = (struct cir_text){rest.data + head.size, rest.size - head.size};
    }
}

static char *path_of(const char *folder, const char *key)
{
    struct cir_buffer path = {0};
    cir_buffer_add_string(&path, folder);
    cir_buffer_add_string(&path, "/summaries-");
    cir_buffer_add_string(&path, key);
    cir_buffer_add_char(&path, '\0');
    if (!path.failed)
        return path.data;
    cir_buffer_free(&path);
    return NULL;
}

static enum cir_status open_file(struct cir_summary_cache *cache, const char *folder, struct cir_error *error)
{
    cache->path = path_of(folder, cache->key);
    if (cache->path == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_file_read(&cache->bytes, cache->path, error);
    if (status == CIR_OK && is_right(cache, cir_buffer_text(&cache->bytes)))
        find_states(cache, cir_buffer_text(&cache->bytes));
    return status == CIR_NO_MEMORY ? status : CIR_OK;
}

enum cir_status cir_summary_cache_open(struct cir_summary_cache *cache, const struct cir_summary_place *place,
                                       const char *key, struct cir_error *error)
{
    *cache = (struct cir_summary_cache){.path = NULL};
    assert(strlen(key) < sizeof cache->key);
    strncpy(cache->key, key, sizeof cache->key - 1);
    if (is_right(cache, place->ready)) {
        find_states(cache, place->ready);
        return CIR_OK;
    }
    return place->folder != NULL ? open_file(cache, place->folder, error) : CIR_OK;
}

void cir_summary_cache_close(struct cir_summary_cache *cache)
{
    free(cache->path);
    cir_buffer_free(&cache->bytes);
    *cache = (struct cir_summary_cache){.path = NULL};
}

/* ---- saving ---- */

static void add(struct cir_buffer *buffer, const void *bytes, size_t size)
{
    cir_buffer_add(buffer, (struct cir_text){bytes, size});
}

static void add_count(struct cir_buffer *buffer, size_t count)
{
    const uint32_t written = (uint32_t)count;
    add(buffer, &written, sizeof written);
}

static void add_shares(struct cir_buffer *buffer, const struct cir_state_shares *shares)
{
    add_count(buffer, shares->count);
    add(buffer, shares->list, shares->count * sizeof *shares->list);
}

static void add_ranks(struct cir_buffer *buffer, const struct cir_state_ranks *ranks)
{
    add_shares(buffer, &ranks->low);
    add_shares(buffer, &ranks->high);
}

static void add_summary(struct cir_buffer *buffer, const struct cir_impact_summary *summary)
{
    add(buffer, &summary->output_per_h, sizeof summary->output_per_h);
    add(buffer, summary->money_per_h, sizeof summary->money_per_h);
    add_count(buffer, summary->state_count);
    for (size_t k = 0; k < CIR_SUMMARY_HOURS; k++) {
        const struct cir_summary_hour *hour = &summary->hours[k];
        add(buffer, hour->functional_per_h, sizeof hour->functional_per_h);
        add(buffer, hour->functional_until, sizeof hour->functional_until);
        add_shares(buffer, &hour->states_low);
        add_shares(buffer, &hour->states_high);
        add_count(buffer, hour->top.size);
        cir_buffer_add(buffer, hour->top);
        add_ranks(buffer, &summary->abroad[k].all);
        add_ranks(buffer, &summary->abroad[k].regional);
    }
}

static void add_state(struct cir_buffer *buffer, const struct cir_state_summaries *state, unsigned country)
{
    const size_t start = buffer->size;
    struct part_head head = {.country = country};
    add(buffer, &head, sizeof head);
    for (size_t i = 0; i < CIR_SECTOR_NONE; i++)
        if (state->by_sector[i] != NULL) {
            head.sector_count++;
            add_count(buffer, i);
            add_summary(buffer, state->by_sector[i]);
        }
    head.size = (uint32_t)(buffer->size - start);
    if (!buffer->failed)
        memcpy(buffer->data + start, &head, sizeof head);
}

static void add_file(struct cir_buffer *buffer, const struct cir_summary_cache *cache,
                     const struct cir_state_summaries *const *made)
{
    const struct file_head head = file_head_of(cache);
    add(buffer, &head, sizeof head);
    for (unsigned i = 0; i < CIR_STATES_MAX; i++)
        if (made[i] != NULL)
            add_state(buffer, made[i], i);
        else
            cir_buffer_add(buffer, cache->states[i]);
    const XXH64_hash_t hash = buffer->failed ? 0 : XXH3_64bits(buffer->data, buffer->size);
    add(buffer, &hash, sizeof hash);
}

/* All folders that lead to a file. @return false where one is missing and cannot be made */
static bool make_folders(char *path)
{
    for (char *end = strchr(path + 1, '/'); end != NULL; end = strchr(end + 1, '/')) {
        *end = '\0';
        bool is_there = mkdir(path, S_IRWXU) == 0 || errno == EEXIST;
        *end = '/';
        if (!is_there)
            return false;
    }
    return true;
}

static enum cir_status write_file(const char *path, struct cir_text text, struct cir_error *error)
{
    struct cir_output_file file = {0};
    enum cir_status status = cir_output_file_open(&file, path, error);
    if (status == CIR_OK)
        status = cir_output_file_write(&file, text, error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&file, error);
    cir_output_file_abandon(&file);
    return status;
}

enum cir_status cir_summary_cache_write(const struct cir_summary_cache *cache, const char *path,
                                        const struct cir_state_summaries *const *made, struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    add_file(&buffer, cache, made);
    enum cir_status status = buffer.failed ? cir_fail_memory(error) : write_file(path, cir_buffer_text(&buffer), error);
    cir_buffer_free(&buffer);
    return status;
}

enum cir_status cir_summary_cache_save(const struct cir_summary_cache *cache,
                                       const struct cir_state_summaries *const *made, struct cir_error *error)
{
    bool is_new = false;
    for (size_t i = 0; i < CIR_STATES_MAX; i++)
        is_new = is_new || made[i] != NULL;
    if (cache->path == NULL || !is_new)
        return CIR_OK;
    if (!make_folders(cache->path))
        return cir_fail_system(error, cache->path, errno);
    return cir_summary_cache_write(cache, cache->path, made, error);
}
