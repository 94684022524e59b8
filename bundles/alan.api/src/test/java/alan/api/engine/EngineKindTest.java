package alan.api.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.stt.SpeechToText;
import org.junit.jupiter.api.Test;

class EngineKindTest {
    @Test
    void kindsAreFoundByNameAndContract() {
        assertThat(EngineKind.of("STT")).contains(EngineKind.STT);
        assertThat(EngineKind.of(SpeechToText.class)).isEqualTo(EngineKind.STT);
        assertThat(EngineKind.of("song")).isEmpty();
        assertThatThrownBy(() -> EngineKind.of(Engine.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKindHasAContractOfItsOwn() {
        for (EngineKind kind : EngineKind.values()) {
            assertThat(EngineKind.of(kind.contract())).isEqualTo(kind);
        }
    }
}
