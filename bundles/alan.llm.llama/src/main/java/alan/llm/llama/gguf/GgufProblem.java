package alan.llm.llama.gguf;

import alan.api.text.Text;

/** What is wrong with a file, as a part of a sentence: "The model file … is damaged: <i>it claims 7 tensors</i>; …". */
final class GgufProblem extends Exception implements Text.Told {
    private static final long serialVersionUID = 1L;

    private final transient Text what;
    private final boolean foreign;

    private GgufProblem(Text what, boolean foreign) {
        super(what.english());
        this.what = what;
        this.foreign = foreign;
    }

    /** {@return a problem that a whole file would not have} @param what is wrong */
    static GgufProblem damaged(Text what) {
        return new GgufProblem(what, false);
    }

    /** {@return a problem of a file that may be whole, but is nothing for the library} @param what is wrong */
    static GgufProblem foreign(Text what) {
        return new GgufProblem(what, true);
    }

    /** {@return whether fetching the file again would change nothing} */
    boolean isForeign() {
        return foreign;
    }

    @Override
    public Text text() {
        return what;
    }

    /** {@return a name from the file, fit to be shown} @param name whatever the file says */
    static String shown(String name) {
        String start = name.length() <= 60 ? name : name.substring(0, 60) + "...";
        return start.replaceAll("[^\\x20-\\x7E]", "?");
    }

    /** {@return a size or count from the file, fit to be shown} @param number unsigned */
    static String shown(long number) {
        return Long.toUnsignedString(number);
    }
}
