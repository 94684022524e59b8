package alan.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.home.AllowList;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeSettingsTest {
    private static HomeConfig config(Map<String, Object> values) {
        return (HomeConfig) Proxy.newProxyInstance(HomeConfig.class.getClassLoader(), new Class<?>[] {HomeConfig.class}, (self, method, arguments) ->
                method.getDeclaringClass() == Annotation.class ? HomeConfig.class : values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void byItselfItListensOnLoopback() throws Exception {
        HomeSettings settings = HomeSettings.of(config(Map.of()), key -> null);
        assertThat(settings.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.address().getPort()).isEqualTo(10300);
        assertThat(settings.name()).isEqualTo("Alan");
        assertThat(HomeSettings.of(config(Map.of("bind", "localhost")), key -> null).address().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void theCommandLineGoesBeforeTheFile() throws Exception {
        HomeSettings settings = HomeSettings.of(config(Map.of("bind", "127.0.0.1", "port", 5)), Map.of("bind", "0.0.0.0", "port", "10400")::get);
        assertThat(settings.address().toString()).endsWith("0.0.0.0:10400");
    }

    @Test
    void whatIsNoAddressOrPortIsNamed() {
        assertThatThrownBy(() -> HomeSettings.of(config(Map.of()), Map.of("port", "70000")::get)).hasMessage(
                "'70000' is no port; write a number from 1 to 65535, such as 10300.");
        assertThatThrownBy(() -> HomeSettings.of(config(Map.of("port", -1)), key -> null)).hasMessageContaining("'-1' is no port");
        for (String wrong : List.of("300.1.1.1", "kitchen.local", "", "1.2.3", "12")) {
            assertThatThrownBy(() -> HomeSettings.of(config(Map.of("bind", wrong)), key -> null)).hasMessageContaining("'" + wrong + "' is no address to listen on");
        }
        for (String wrong : List.of("kitchen.local", "192.168.1.0/33", "192.168.1.0/x", "192.168.1", "192.168.1.256", "::1/129", "1.2.3.4/", "a:b:zz")) {
            assertThatThrownBy(() -> AllowList.of("127.0.0.1, " + wrong)).as(wrong).hasMessageContaining("'" + wrong + "' is no address");
        }
    }

    private static boolean allows(String list, String address) throws Exception {
        return AllowList.of(list).allows(InetAddress.getByName(address));
    }

    @Test
    void blocksOfAddressesAreAllowed() throws Exception {
        assertThat(allows("", "8.8.8.8")).isTrue();
        assertThat(allows("192.168.1.20", "192.168.1.20")).isTrue();
        assertThat(allows("192.168.1.20", "192.168.1.21")).isFalse();
        assertThat(allows("192.168.1.20", "127.0.0.1")).isTrue();
        assertThat(allows("10.0.0.0/8  192.168.1.0/25", "192.168.1.127")).isTrue();
        assertThat(allows("10.0.0.0/8, 192.168.1.0/25", "192.168.1.128")).isFalse();
        assertThat(allows("10.0.0.0/8", "10.255.1.1")).isTrue();
        assertThat(allows("fd00::/8", "fd12::1")).isTrue();
        assertThat(allows("fd00::/8", "fe80::1")).isFalse();
        assertThat(allows("fd00::/8", "192.168.1.1")).isFalse();
        assertThat(allows("0.0.0.0/0", "8.8.8.8")).isTrue();
    }
}
