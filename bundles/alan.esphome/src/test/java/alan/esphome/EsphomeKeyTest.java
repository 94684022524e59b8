package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EsphomeKeyTest {
    @Test
    void aNewKeyIsReadAsItIsWritten() throws Exception {
        EsphomeKey key = EsphomeKey.make();
        assertThat(key.base64()).hasSize(44);
        assertThat(EsphomeKey.of(" " + key.base64() + "\n").bytes()).isEqualTo(key.bytes()).hasSize(32);
        assertThat(EsphomeKey.make().bytes()).isNotEqualTo(key.bytes());
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutSayingIt() {
        String longer = "A" + EsphomeKey.make().base64();
        for (String none : List.of("", "secret", longer, EsphomeKey.make().base64().substring(4), "#".repeat(44))) {
            assertThatThrownBy(() -> EsphomeKey.of(none)).isInstanceOf(AlanException.class).hasMessage("The encryption key is not 32 bytes in base64.").hasNoCause();
        }
    }

    @Test
    void theKeyThatEverybodyKnowsIsRefused() {
        // aioesphomeapi.core.ZERO_NOISE_PSK
        assertThatThrownBy(() -> EsphomeKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).hasMessage("An encryption key of zeros is no secret.");
    }

    @Test
    void logsDoNotTellIt() {
        EsphomeKey key = EsphomeKey.make();
        assertThat(key.toString()).doesNotContain(key.base64());
    }
}
