/** The summaries of the built-in network that come with the command, see tools/summaries/main.c. */
#ifndef CIR_TOOLS_READY_SUMMARIES_H
#define CIR_TOOLS_READY_SUMMARIES_H

/** From the first byte to the one behind the last; none where the command was built without. */
extern const char ready_summaries[];
extern const char ready_summaries_end[];

#endif
