package alan.home;

import alan.api.text.Text;
import alan.wyoming.ErrorCode;
import alan.wyoming.WyomingException;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Takes the words out of SSML. How they are to be said is not looked at. */
final class Ssml {
    private Ssml() {}

    /** {@return the words} @param ssml with or without an outer element @throws WyomingException when it is no XML */
    static String words(String ssml) throws WyomingException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        // No file and no other machine is asked for what a text names.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        String whole = ssml.strip().startsWith("<?xml") ? ssml.strip() : "<speak>" + ssml + "</speak>";
        StringBuilder words = new StringBuilder();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(whole));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    words.append(reader.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().matches("p|s|break")) {
                    words.append('\n');
                }
            }
        } catch (XMLStreamException e) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("The text to be spoken is said to be SSML, but is no XML."));
        }
        return words.toString();
    }
}
