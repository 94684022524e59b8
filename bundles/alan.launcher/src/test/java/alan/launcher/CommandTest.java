package alan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void demoIsACommandOfTheShellWithItsArgumentsQuoted() throws Exception {
        assertThat(Command.of("demo")).isEqualTo(new Command(Command.Mode.RUN, "alan:demo"));
        assertThat(Command.of("demo", "my question.mp3", "--out", "it's here").line())
                .isEqualTo("alan:demo 'my question.mp3' '--out' 'it'\\''s here'");
    }

    @Test
    void runTakesOneLineAsItIs() throws Exception {
        assertThat(Command.of("run", "alan:say 'Hello'")).isEqualTo(new Command(Command.Mode.RUN, "alan:say 'Hello'"));
        assertThatThrownBy(() -> Command.of("run")).isInstanceOf(Command.UsageException.class).hasMessageContaining("quotes");
        assertThatThrownBy(() -> Command.of("run", "alan:say", "Hello")).isInstanceOf(Command.UsageException.class);
    }

    @Test
    void nodeTakesSettingsOfTheHome() throws Exception {
        assertThat(Command.of("node", "--home.bind", "0.0.0.0", "--home.port=10400").settings())
                .isEqualTo(Map.of("alan.home.bind", "0.0.0.0", "alan.home.port", "10400"));
        assertThat(Command.of("node").settings()).isEmpty();
        assertThatThrownBy(() -> Command.of("node", "--home.bnd", "x"))
                .hasMessage("node does not take '--home.bnd'; it takes --home.allow, --home.bind, --home.esphome.port, --home.events.port, --home.health.bind, --home.health.port, --home.mqtt.host, --home.mqtt.port, --home.mqtt.prefix, --home.mqtt.user, --home.name, --home.port, --home.satellite.port, --satellite.microphone, --satellite.speaker.");
        assertThatThrownBy(() -> Command.of("node", "--home.allow")).hasMessage("--home.allow needs a value, such as --home.allow 192.168.1.0/24.");
        for (String port : new String[] {"abc", "-1", "65536", ""}) {
            assertThatThrownBy(() -> Command.of("node", "--home.satellite.port", port)).isInstanceOf(Command.UsageException.class)
                    .hasMessage("--home.satellite.port wants a port, a number from 0 to 65535 such as 10700, and '" + port + "' is none.");
        }
    }

    @Test
    void nodeTakesNoAddressThatIsNone() throws Exception {
        assertThatThrownBy(() -> Command.of("node", "--home.bind", "my-machine")).isInstanceOf(Command.UsageException.class)
                .hasMessage("--home.bind cannot be used as it is: 'my-machine' is no address to listen on; 127.0.0.1 is for this machine only, and 0.0.0.0 for the whole network.");
        assertThatThrownBy(() -> Command.of("node", "--home.health.bind=1.2.3")).hasMessageContaining("'1.2.3'");
        assertThatThrownBy(() -> Command.of("node", "--home.allow", "192.168.1.0/24, 192.168.1.0/33"))
                .hasMessage("--home.allow cannot be used as it is: '192.168.1.0/33' is no address; write such as 192.168.1.20 or 192.168.1.0/24, with commas between them.");
        assertThat(Command.of("node", "--home.bind", "::", "--home.health.bind", "localhost", "--home.allow", "192.168.1.0/24 fd00::/8").settings()).hasSize(3);
    }

    @Test
    void theOptionsOfANodeCanBeLookedAtAlone() throws Exception {
        assertThat(Command.of("check-node", "--home.port", "10400").mode()).isEqualTo(Command.Mode.CHECK);
        assertThatThrownBy(() -> Command.of("check-node", "--home.prot", "10400")).hasMessageStartingWith("node does not take '--home.prot'");
    }

    @Test
    void shellAndNodeTakeNothingElse() throws Exception {
        assertThat(Command.of("shell").mode()).isEqualTo(Command.Mode.SHELL);
        assertThat(Command.of("node").mode()).isEqualTo(Command.Mode.NODE);
        assertThatThrownBy(() -> Command.of("node", "5")).hasMessageContaining("'5'");
    }

    @Test
    void anythingElseIsNamed() {
        assertThatThrownBy(() -> Command.of("sing")).hasMessageContaining("'sing'");
        assertThatThrownBy(Command::of).hasMessageContaining("demo, shell, run or node");
    }
}
