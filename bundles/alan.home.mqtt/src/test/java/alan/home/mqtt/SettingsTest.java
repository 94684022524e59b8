package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static Settings of(String host, String port) throws AlanException {
        return Settings.of(host, port, "", "", "homeassistant");
    }

    @ParameterizedTest
    @CsvSource({"broker, 0, broker, 1883, false", "' broker ', 1884, broker, 1884, false", "mqtt://broker, 0, broker, 1883, false", "mqtts://broker, 0, broker, 8883, true",
        "mqtts://broker/, 9, broker, 9, true", "mqtts://broker:7, 9, broker, 7, true", "broker:7, 0, broker, 7, false", "192.168.1.5, 0, 192.168.1.5, 1883, false",
        "fe80::1, 0, fe80::1, 1883, false", "mqtts://[fe80::1]:7, 0, fe80::1, 7, true"})
    void aBrokerIsNamedByItsHostOrAUrl(String host, String port, String name, int number, boolean encrypted) throws Exception {
        assertThat(of(host, port)).isEqualTo(new Settings(name, number, encrypted, "", "", "homeassistant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://broker", "mqtts://", "my broker", "alan:secret@broker", "broker/topic"})
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> of(host, "0")).isInstanceOf(AlanException.class).hasMessageContaining("is no host of an MQTT broker").hasMessageNotContaining("secret");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> of("broker", "65536")).hasMessageContaining("'65536' is no port");
        assertThatThrownBy(() -> of("broker:65536", "0")).hasMessageContaining("'65536' is no port");
        assertThatThrownBy(() -> Settings.of("broker", "1883", "", "secret", "homeassistant")).hasMessageContaining("and no user").hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Settings.of("broker", "1883", "", "", "home/#")).hasMessageContaining("cannot begin an MQTT topic");
    }

    @Test
    void thePasswordIsNotTold() throws Exception {
        assertThat(Settings.of("broker", "1883", "alan", "secret", "homeassistant")).hasToString("alan@broker:1883");
    }
}
