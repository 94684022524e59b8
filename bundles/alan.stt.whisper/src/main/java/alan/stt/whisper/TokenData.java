package alan.stt.whisper;

import com.sun.jna.Structure;

/**
 * {@code whisper_token_data} of whisper.cpp v1.7.1, returned by value. Times are in units of 10 ms from the start of the samples.
 */
@Structure.FieldOrder({"id", "tid", "p", "plog", "pt", "ptsum", "t0", "t1", "t_dtw", "vlen"})
public class TokenData extends Structure implements Structure.ByValue {
    public int id;
    public int tid;
    public float p;
    public float plog;
    public float pt;
    public float ptsum;
    public long t0;
    public long t1;
    public long t_dtw;
    public float vlen;

    /** {@return where a field lies, in bytes from the start} @param field its name */
    int offset(String field) {
        return fieldOffset(field);
    }
}
