package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SampleFileTest {
    @Test
    void theSampleHasEveryKeyAndWorksWhenItsLinesAreTakenIn() throws Exception {
        String sample = Files.readString(Path.of("../../config/alan.remote-NAME.cfg.sample"), StandardCharsets.US_ASCII);
        Properties properties = new Properties();
        properties.load(new StringReader(sample.replaceAll("(?m)^#(?=[a-z])", "")));
        assertThat(properties.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(EndpointConfig.class.getDeclaredMethods()).filter(key -> key.getDefaultValue() != null)
                        .map(key -> key.getName().replace('_', '.')).toList());
        List<String> keys = new ArrayList<>();
        properties.forEach((key, value) -> keys.addAll(List.of((String) key, (String) value)));
        EndpointSettings settings = TestEndpoints.of("casa", keys.toArray(String[]::new)).endpoint().settings();
        assertThat(settings.problem()).isNull();
        assertThat(settings.voices()).containsEntry("es", "ef_dora");
    }
}
