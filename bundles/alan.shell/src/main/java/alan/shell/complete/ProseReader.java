package alan.shell.complete;

import org.jline.reader.EOFError;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.utils.AttributedString;

/** Has {@link Prose} applied to every line of an interactive session before Gogo reads it. */
final class ProseReader implements Parser, Highlighter {
    private final Parser parser;
    private final Highlighter highlighter;

    private ProseReader(LineReaderImpl reader) {
        this.parser = reader.getParser();
        this.highlighter = reader.getHighlighter();
    }

    /**
     * Puts it before the parser and the highlighter of a reader.
     *
     * @param reader JLine's; anything else is left alone
     */
    static void install(Object reader) {
        if (reader instanceof LineReaderImpl lines) {
            ProseReader prose = new ProseReader(lines);
            lines.setParser(prose);
            lines.setHighlighter(prose);
        }
    }

    // Completion looks at places in the line as it stands on the screen.
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context != ParseContext.ACCEPT_LINE) {
            return parser.parse(line, cursor, context);
        }
        try {
            return parser.parse(Prose.escape(line), cursor, context);
        } catch (EOFError e) {
            // The reader asks for the rest of it.
            throw e;
        } catch (SyntaxError e) {
            // Gogo's shell would execute the line before it once more, or end.
            return parser.parse(SessionSetup.UNREADABLE, 0, context);
        }
    }

    // Gogo's would show a quotation mark that it thinks is missing.
    @Override
    public AttributedString highlight(LineReader reader, String line) {
        return Prose.escape(line).equals(line) ? highlighter.highlight(reader, line) : new AttributedString(line);
    }
}
