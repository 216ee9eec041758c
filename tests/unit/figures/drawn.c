#include "drawn.h"

#include "figures/lettering.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- attributes ---- */

static void attribute(const xmlNode *node, const char *name, char *out, size_t size)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    snprintf(out, size, "%s", value != NULL ? (const char *)value : "");
    xmlFree(value);
}

static double number(const xmlNode *node, const char *name)
{
    char text[64];
    attribute(node, name, text, sizeof text);
    return text[0] != '\0' ? strtod(text, NULL) : 0;
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static void content(const xmlNode *node, char *out, size_t size)
{
    xmlChar *text = xmlNodeGetContent(node);
    snprintf(out, size, "%s", text != NULL ? (const char *)text : "");
    xmlFree(text);
}

/* ---- shapes ---- */

static void read_box(struct drawn_shape *shape, const xmlNode *node)
{
    shape->kind = DRAWN_BOX;
    shape->left = number(node, "x");
    shape->top = number(node, "y");
    shape->right = shape->left + number(node, "width");
    shape->bottom = shape->top + number(node, "height");
}

static void read_mark(struct drawn_shape *shape, const xmlNode *node)
{
    double r = number(node, "r");
    shape->kind = DRAWN_MARK;
    shape->left = number(node, "cx") - r;
    shape->right = number(node, "cx") + r;
    shape->top = number(node, "cy") - r;
    shape->bottom = number(node, "cy") + r;
}

static void widen(struct drawn_shape *shape, double x, double y)
{
    shape->left = fmin(shape->left, x);
    shape->right = fmax(shape->right, x);
    shape->top = fmin(shape->top, y);
    shape->bottom = fmax(shape->bottom, y);
}

static void read_path(struct drawn_shape *shape, const xmlNode *node)
{
    xmlChar *path = xmlGetNoNsProp(node, (const xmlChar *)"d");
    shape->kind = DRAWN_PATH;
    shape->left = shape->top = INFINITY;
    shape->right = shape->bottom = -INFINITY;
    for (char *at = (char *)path; at != NULL && (*at == 'M' || *at == 'L');) {
        double x = strtod(at + 1, &at);
        double y = strtod(at, &at);
        widen(shape, x, y);
    }
    xmlFree(path);
}

/* From the start of the anchor to the left edge; of a turned text across and along are exchanged. */
static void read_text(struct drawn_shape *shape, const xmlNode *node, bool from_right)
{
    char anchor[16];
    char weight[16];
    char turn[64];
    attribute(node, "text-anchor", anchor, sizeof anchor);
    attribute(node, "font-weight", weight, sizeof weight);
    attribute(node, "transform", turn, sizeof turn);
    content(node, shape->text, sizeof shape->text);
    shape->kind = DRAWN_TEXT;
    shape->size = number(node, "font-size");
    shape->is_turned = turn[0] != '\0';
    double width = cir_text_width(cir_text_of(shape->text), (struct cir_lettering){shape->size, weight[0] != '\0'});
    double before = strcmp(anchor, "middle") == 0 ? width / 2 : strcmp(anchor, "end") == 0 ? width : 0;
    before = from_right ? width - before : before;
    double x = number(node, "x");
    double y = number(node, "y");
    if (shape->is_turned) {
        shape->left = x - 0.8 * shape->size;
        shape->right = x + 0.2 * shape->size;
        shape->bottom = y + before;
        shape->top = shape->bottom - width;
    } else {
        shape->left = x - before;
        shape->right = shape->left + width;
        shape->top = y - 0.8 * shape->size;
        shape->bottom = y + 0.2 * shape->size;
    }
}

static void read_shape(struct drawn *drawn, const xmlNode *node, const char *title)
{
    struct drawn_shape *shape = &drawn->list[drawn->count];
    char dashes[32];
    if (drawn->count == DRAWN_MAX)
        return;
    *shape = (struct drawn_shape){.left = 0};
    if (is_named(node, "rect"))
        read_box(shape, node);
    else if (is_named(node, "circle"))
        read_mark(shape, node);
    else if (is_named(node, "path"))
        read_path(shape, node);
    else if (is_named(node, "text"))
        read_text(shape, node, drawn->is_from_right);
    else
        return;
    attribute(node, "fill", shape->fill, sizeof shape->fill);
    attribute(node, "stroke-dasharray", dashes, sizeof dashes);
    shape->is_dashed = dashes[0] != '\0';
    snprintf(shape->title, sizeof shape->title, "%s", title);
    drawn->count++;
}

static void read_group(struct drawn *drawn, const xmlNode *parent, const char *title)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        char inner[DRAWN_TEXT_SIZE] = "";
        if (is_named(node, "g")) {
            for (const xmlNode *child = node->children; child != NULL; child = child->next)
                if (is_named(child, "title"))
                    content(child, inner, sizeof inner);
            read_group(drawn, node, inner);
        } else {
            read_shape(drawn, node, title);
        }
    }
}

/* ---- what no figure may have ---- */

static const char *const good_elements[] = {"svg",  "title", "desc",   "defs", "pattern", "g",
                                            "rect", "path",  "circle", "text", "tspan"};

static bool is_good_element(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof good_elements / sizeof good_elements[0]; i++)
        if (is_named(node, good_elements[i]))
            return true;
    return false;
}

static bool is_good_attribute(const xmlAttr *attribute_node)
{
    const char *name = (const char *)attribute_node->name;
    xmlChar *value = xmlNodeListGetString(attribute_node->doc, attribute_node->children, 1);
    bool refers = value != NULL && strstr((const char *)value, "url(") != NULL;
    bool inside = refers && strncmp((const char *)value, "url(#", 5) == 0;
    xmlFree(value);
    return strncmp(name, "on", 2) != 0 && strcmp(name, "href") != 0 && strcmp(name, "style") != 0 &&
           strcmp(name, "class") != 0 && (!refers || inside);
}

struct ids {
    char prefix[80];
    char list[16][80];
    size_t count;
};

static size_t is_bad_id(struct ids *ids, const xmlNode *node)
{
    char id[80];
    attribute(node, "id", id, sizeof id);
    if (id[0] == '\0')
        return 0;
    for (size_t i = 0; i < ids->count; i++)
        if (strcmp(ids->list[i], id) == 0)
            return 1;
    if (ids->count < 16)
        memcpy(ids->list[ids->count++], id, sizeof id);
    return strncmp(id, ids->prefix, strlen(ids->prefix)) != 0;
}

static void look_at(struct drawn *drawn, struct ids *ids, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE) {
        drawn->bad_parts += !is_good_element(node);
        drawn->bad_ids += is_bad_id(ids, node);
        for (const xmlAttr *at = node->properties; at != NULL; at = at->next)
            drawn->bad_parts += !is_good_attribute(at);
    } else if (node->type != XML_TEXT_NODE) {
        drawn->bad_parts++;
    }
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        look_at(drawn, ids, child);
}

/* ---- the whole ---- */

static void read_told(struct drawn *drawn, const xmlNode *root)
{
    char role[16];
    char labels[200];
    char direction[8];
    attribute(root, "role", role, sizeof role);
    attribute(root, "aria-labelledby", labels, sizeof labels);
    attribute(root, "direction", direction, sizeof direction);
    drawn->is_from_right = strcmp(direction, "rtl") == 0;
    drawn->is_labelled = strcmp(role, "img") == 0;
    for (const xmlNode *node = root->children; node != NULL; node = node->next) {
        char id[100];
        attribute(node, "id", id, sizeof id);
        if (is_named(node, "title"))
            content(node, drawn->title, sizeof drawn->title);
        else if (is_named(node, "desc"))
            content(node, drawn->description, sizeof drawn->description);
        else
            continue;
        drawn->is_labelled = drawn->is_labelled && id[0] != '\0' && strstr(labels, id) != NULL;
    }
    drawn->is_labelled = drawn->is_labelled && drawn->title[0] != '\0' && drawn->description[0] != '\0';
}

bool drawn_read(struct drawn *drawn, struct cir_text svg)
{
    memset(drawn, 0, sizeof *drawn);
    xmlDoc *document = xmlReadMemory(svg.data, (int)svg.size, "figure.svg", NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const xmlNode *root = document != NULL ? xmlDocGetRootElement(document) : NULL;
    bool is_figure = root != NULL && is_named(root, "svg");
    if (is_figure) {
        struct ids ids = {.count = 0};
        attribute(root, "id", ids.prefix, sizeof ids.prefix);
        drawn->width = number(root, "width");
        drawn->height = number(root, "height");
        read_told(drawn, root);
        look_at(drawn, &ids, root);
        read_group(drawn, root, "");
    }
    xmlFreeDoc(document);
    return is_figure;
}

const struct drawn_shape *drawn_find(const struct drawn *drawn, enum drawn_kind kind, const char *title)
{
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_shape *shape = &drawn->list[i];
        if (shape->kind == kind && strcmp(shape->title, title) == 0 && strcmp(shape->fill, "#ffffff") != 0)
            return shape;
    }
    return NULL;
}

size_t drawn_count_text(const struct drawn *drawn, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < drawn->count; i++)
        count += drawn->list[i].kind == DRAWN_TEXT && strcmp(drawn->list[i].text, text) == 0;
    return count;
}
