/** Standard input or output, hashed by a thread of its own while it streams: whoever reads or writes it need not know. */
#ifndef CIR_TOOLS_STREAM_TAP_H
#define CIR_TOOLS_STREAM_TAP_H

#include "base/error.h"
#include "model/file_seal.h"

struct stream_tap;

/** Put a tap on descriptor 0 or 1 of this process.
 * @return CIR_OK; CIR_NO_FILE; CIR_NO_MEMORY. The caller owns *tap, and gives it to stream_tap_end */
enum cir_status stream_tap_start(struct stream_tap **tap, int descriptor, struct cir_error *error);

/** Take it off: what was written has come through, what was not read yet is read to its end. stdout is to be flushed before.
 * @param seal gets size and hash of all that came through
 * @return CIR_OK; CIR_NO_FILE where it could not be read or written. The tap is gone */
enum cir_status stream_tap_end(struct stream_tap *tap, struct cir_file_seal *seal, struct cir_error *error);

/** Leave an input as it is, unread: the run has failed, and who sends may go on for long. */
void stream_tap_leave(struct stream_tap *tap);

#endif
