/** What the readers of the formats share; see read_back.h. */
#ifndef CIR_TESTS_READING_H
#define CIR_TESTS_READING_H

#include "base/buffer.h"

/** Append text as it is told: without marks of direction, on one line. */
void tell(struct cir_buffer *told, struct cir_text text);

/** "kind|text" */
void tell_line(struct cir_buffer *told, const char *kind, struct cir_text text);

void tell_number(struct cir_buffer *told, double value);

/** A number with ',' between groups of three figures. */
void tell_grouped(struct cir_buffer *told, struct cir_text number);

void read_text(struct cir_buffer *told, struct cir_text file);
void read_csv(struct cir_buffer *told, struct cir_text file);
void read_json(struct cir_buffer *told, struct cir_text file);
void read_markdown(struct cir_buffer *told, struct cir_text file);
void read_latex(struct cir_buffer *told, struct cir_text file);
void read_html(struct cir_buffer *told, struct cir_text file);
void read_xlsx(struct cir_buffer *told, struct cir_text file);
void read_docx(struct cir_buffer *told, struct cir_text file);

#endif
