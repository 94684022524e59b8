package alan.tts.morse;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.EngineInfo;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Speaks Morse code (ITU-R M.1677-1): a dash is three dots long, letters are three dots apart, words seven. */
@Component(name = "alan.tts.morse", property = {"alan.engine=morse", "service.ranking:Integer=-100"})
@Designate(ocd = Morse.Config.class)
public final class Morse implements TextToSpeech {
    @ObjectClassDefinition(name = "Alan: Morse code")
    @interface Config {
        @AttributeDefinition(name = "Speed", description = "Words a minute.", min = "1", max = "60")
        int speed() default 20;
    }

    private static final int RATE = 16_000;
    private static final double HERTZ = 600;
    private static final String SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String[] CODES = (".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
            + "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.").split(" ");

    private final int dot;

    @Activate
    public Morse(Config config) {
        dot = RATE * 6 / 5 / config.speed();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of(), List.of(), "cpu", true, Map.of()); // any language, no model
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}

    @Override
    public List<Voice> voices() {
        return List.of(new Voice("morse", Set.of(), RATE, "a telegraph"));
    }

    @Override
    public PcmStream speak(SpeechRequest request) throws AlanException {
        if (request.voice() != null && !request.voice().equals("morse")) {
            throw new AlanException("Morse code has no voice '%s'; its only one is morse.", request.voice());
        }
        StringBuilder key = new StringBuilder();
        for (char sign : request.text().toLowerCase(Locale.ROOT).toCharArray()) {
            int letter = SIGNS.indexOf(sign);
            key.append(letter < 0 ? "    " : CODES[letter].replace(".", "= ").replace("-", "=== ") + "  ");
        }
        float[] samples = new float[key.length() * dot];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = key.charAt(i / dot) == '=' ? (float) (0.3 * Math.sin(2 * Math.PI * HERTZ * i / RATE)) : 0;
        }
        return PcmStream.of(new Pcm(RATE, samples));
    }
}
