package alan.launcher;

import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Where Logback's settings come from: {@code config/logback.xml}, unless it is not there or no settings at all. Then they are those that Alan is
 * distributed with; Logback itself would print a stack trace, and log nothing.
 *
 * @param source of the settings
 * @param problem what is wrong with the user's file; {@code null} if nothing is
 */
record LogSettings(URI source, Text problem) {
    private static final String ROOT = "configuration";

    /** {@return the settings} @param file the user's */
    static LogSettings of(Path file) {
        if (!Files.exists(file)) {
            return builtIn(null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            Root root = new Root();
            parser().parse(in, root);
            return ROOT.equals(root.name)
                    ? new LogSettings(file.toUri(), null)
                    : builtIn(Text.of("%s has no element <configuration>; until that is mended, or the file deleted, the log has its built-in settings.",
                            file));
        } catch (SAXParseException e) {
            return builtIn(Text.of("%s is no XML from line %d on; until that is mended, or the file deleted, the log has its built-in settings.",
                    file, Math.max(1, e.getLineNumber())));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            return builtIn(Text.of("%s cannot be read; until that is mended, or the file deleted, the log has its built-in settings.", file));
        }
    }

    private static LogSettings builtIn(Text problem) {
        return new LogSettings(URI.create(LogSettings.class.getResource("logback.xml").toString()), problem);
    }

    private static SAXParser parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        SAXParser parser = factory.newSAXParser();
        // What is read here stays here.
        parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return parser;
    }

    /** Remembers the name of the root element. */
    private static final class Root extends DefaultHandler {
        private String name;

        @Override
        public void startElement(String space, String local, String qualified, Attributes attributes) {
            name = name == null ? qualified : name;
        }
    }
}
