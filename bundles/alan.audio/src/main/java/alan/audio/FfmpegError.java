package alan.audio;

import java.io.IOException;

/** What FFmpeg says went wrong. */
final class FfmpegError extends IOException {
    private static final long serialVersionUID = 1L;

    /** FFmpeg negates the numbers of the operating system; these two are {@code ENOSPC} and Linux's {@code EDQUOT}. */
    private static final int NO_SPACE = -28;

    private static final int QUOTA = -122;

    private final int code;

    /** @param code of an FFmpeg function, negative */
    FfmpegError(int code) {
        super(FfmpegLibrary.describe(code));
        this.code = code;
    }

    /** {@return whether there is no room for what was to be written} */
    boolean isDiskFull() {
        return code == NO_SPACE || code == QUOTA;
    }
}
