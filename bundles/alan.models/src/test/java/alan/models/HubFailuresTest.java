package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.models.FakeHub.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the Hub can do wrong, with a model that was here before: it goes on working, and nothing half-written stands beside it. */
class HubFailuresTest {
    private static final byte[] BYTES = Setting.someBytes(300_000);
    private static final byte[] BEFORE = Setting.someBytes(1_000);
    private static final String SOURCE = "{\"hub\": \"o/n\", \"file\": \"f.gguf\"}";

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private Setting setting;

    @BeforeEach
    void aModelThatIsHereAndOneThatIsNot() throws Exception {
        setting = new Setting(folder, hub);
        hub.large("o/n/f.gguf", BYTES);
        hub.large("o/n/before", BEFORE);
        setting.models(Setting.model("m", "f.gguf", BYTES.length, FakeHub.sha256(BYTES), SOURCE),
                Setting.model("here", "g", BEFORE.length, FakeHub.sha256(BEFORE), SOURCE.replace("f.gguf", "before")));
        Setting.fetch(setting.catalogue(), "here");
    }

    @AfterEach
    void whatWasHereWorksAndNothingElseStandsThere() throws IOException {
        hub.close();
        assertThat(setting.catalogue().installed("here").orElseThrow().file("g")).hasBinaryContent(BEFORE);
        assertThat(setting.catalogue().installed("m")).isEmpty();
        assertThat(setting.data.resolve("models/m")).doesNotExist();
        assertThat(setting.filesOfData()).filteredOn(name -> !name.startsWith(".part/")).containsExactly("here/g");
    }

    private Said said() {
        return Said.when(() -> Setting.fetch(setting.catalogue(), "m"));
    }

    @Test
    void aGatedModelWithoutAToken() {
        hub.refusals.put("o/n/f.gguf", new Refusal(401, "GatedRepo", "Access to model o/n is restricted."));
        said().english("it asks for a licence: accept it on the model's page " + hub.endpoint() + "/o/n and log in (hf auth login, or HF_TOKEN)")
                .spanish("No se ha podido descargar el archivo f.gguf de m (Hugging Face Hub o/n: pide que se acepte una licencia: acéptala en la"
                        + " página del modelo " + hub.endpoint() + "/o/n e inicia sesión (hf auth login, o HF_TOKEN)); para ponerlo a mano");
    }

    @Test
    void aGatedModelWithATokenThatMayNot() {
        setting.environment.put("HF_TOKEN", "hf_somebody");
        hub.refusals.put("o/n/f.gguf", new Refusal(403, "GatedRepo", "Access to model o/n is restricted."));
        said().english("a licence that your account has not accepted").spanish("pide una licencia que tu cuenta no ha aceptado");
    }

    @Test
    void aTokenThatIsWrong() {
        setting.environment.put("HF_TOKEN", "hf_wrong");
        for (String message : List.of("Invalid credentials in Authorization header", "Invalid username or password.")) {
            hub.refusals.put("o/n/f.gguf", new Refusal(401, "", message));
            said().english("it does not accept your token: log in again").spanish("no acepta tu token: vuelve a iniciar sesión");
        }
    }

    @Test
    void aTokenThatIsNone() {
        setting.environment.put("HF_TOKEN", "hf_\u0001\u00f1");
        said().english("the token cannot be sent").spanish("no se puede enviar el token");
    }

    @Test
    void aModelThatIsHidden() {
        hub.refusals.put("o/n/f.gguf", new Refusal(401, "RepoNotFound"));
        said().english("it has no o/n for you").spanish("no te muestra o/n: si es privado o de acceso restringido");
        setting.environment.put("HF_TOKEN", "hf_somebody");
        said().english("or log in as somebody who may see it").spanish("o inicia sesión con una cuenta que pueda verlo");
    }

    @Test
    void aHubThatForbidsOrIsBusyOrBroken() {
        hub.refusals.put("o/n/f.gguf", new Refusal(403, ""));
        said().english("it forbids that: log in").spanish("no lo permite: inicia sesión");
        hub.refusals.put("o/n/f.gguf", new Refusal(429, ""));
        said().english("too many requests: wait a while, or log in").spanish("demasiadas peticiones: espera un rato, o inicia sesión");
        hub.refusals.put("o/n/f.gguf", new Refusal(500, ""));
        said().english("it answers with status 500").spanish("responde con el estado 500");
    }

    @Test
    void aFileOrARevisionThatIsNotThere() {
        hub.refusals.put("o/n/f.gguf", new Refusal(404, "EntryNotFound"));
        said().english("it has no file f.gguf in o/n").spanish("no tiene el archivo f.gguf en o/n");
        hub.refusals.put("o/n/f.gguf", new Refusal(404, "RevisionNotFound"));
        said().english("it has no revision main of o/n").spanish("no tiene la revisión main de o/n");
    }

    @Test
    void aPortWhereNobodyListens() throws Exception {
        try (ServerSocket closed = new ServerSocket(0)) {
            setting.environment.put("HF_ENDPOINT", "http://127.0.0.1:" + closed.getLocalPort());
        }
        said().english("127.0.0.1 cannot be reached: check the network").spanish("no se puede conectar con 127.0.0.1: comprueba la red");
    }

    @Test
    void aHostThatIsNotKnown() {
        setting.environment.put("HF_ENDPOINT", "http://hub.invalid");
        said().english("there is no way to hub.invalid: check the network").spanish("no se encuentra hub.invalid: comprueba la red");
    }

    @Test
    void anEndpointThatIsNoAddress() {
        setting.environment.put("HF_ENDPOINT", "mi hub");
        said().english("HF_ENDPOINT is no web address: mi hub").spanish("HF_ENDPOINT no es una dirección web: mi hub");
    }

    @Test
    void aSecureConnectionToWhatIsNotSecure() throws Exception {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread server = new Thread(() -> answerInPlainText(plain));
            server.start();
            setting.environment.put("HF_ENDPOINT", "https://127.0.0.1:" + plain.getLocalPort());
            said().english("no secure connection to 127.0.0.1 can be made")
                    .spanish("no se puede establecer una conexión segura con 127.0.0.1: comprueba el reloj");
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    @Test
    @Timeout(30)
    void aHubThatSendsFewerBytesThanItAnnounced() {
        hub.files.put("o/n/f.gguf", new FakeHub.Blob(Arrays.copyOf(BYTES, 200_000), FakeHub.sha256(BYTES), true));
        hub.announced.put("o/n/f.gguf", BYTES.length);
        said().english("it sends fewer than the 300000 bytes that it announced").spanish("envía menos de los 300000 bytes que anunció");
        assertThat(hub.count("storage", "GET")).isBetween(3L, 10L);
    }

    @Test
    void aHubThatSendsMoreBytesThanItAnnounced() throws Exception {
        byte[] more = Arrays.copyOf(BYTES, BYTES.length + 1);
        hub.files.put("o/n/f.gguf", new FakeHub.Blob(more, FakeHub.sha256(BYTES), true));
        hub.announced.put("o/n/f.gguf", BYTES.length);
        said().english("it sends more than the 300000 bytes that it announced").spanish("envía más de los 300000 bytes que anunció");
    }

    @Test
    void anotherFileThanTheCatalogueMeans() {
        byte[] other = BYTES.clone();
        other[7]++;
        hub.large("o/n/f.gguf", other);
        said().english("the file there now is another one (SHA-256 " + FakeHub.sha256(other) + ")")
                .spanish("el archivo que hay ahora es otro (SHA-256 " + FakeHub.sha256(other) + ")");
        hub.large("o/n/f.gguf", Arrays.copyOf(BYTES, 7));
        said().english("the file there now has 7 bytes instead of 300000").spanish("tiene 7 bytes en vez de 300000");
        hub.small("o/n/f.gguf", other);
        said().english("wrong checksum (SHA-256 " + FakeHub.sha256(other) + ")")
                .spanish("la suma SHA-256 no es la debida (" + FakeHub.sha256(other) + ")");
    }

    @Test
    void anInterruptedDownloadIsGoneOnWith() throws Exception {
        hub.cuts.addAll(List.of(250_000, 0, 0, 0, 0, 0, 0, 0));
        said().english("the connection breaks off").spanish("la conexión se corta");
        hub.cuts.clear();
        assertThat(Setting.fetch(setting.catalogue(), "m").file("f.gguf")).hasBinaryContent(BYTES);
        assertThat(hub.requests.get(hub.requests.size() - 1).range()).isNotNull();
        setting.catalogue().remove("m");
    }
}
