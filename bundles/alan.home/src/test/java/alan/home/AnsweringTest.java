package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.wyoming.Events;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnsweringTest {
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aQuestionIsAnsweredInItsConversation() throws Exception {
        try (Client client = house.client()) {
            client.send("transcript", "{\"text\":\"is it noon\",\"language\":\"en\",\"context\":{\"conversation_id\":\"7\",\"device_id\":null}}");
            assertThat(client.read()).isEqualTo(
                    Client.event("handled", "{\"text\":\"IS IT NOON (0 before)\",\"context\":{\"conversation_id\":\"7\",\"device_id\":null}}"));
        }
        try (Client client = house.client()) {
            client.send("transcript", "{\"text\":\"and now\",\"context\":{\"conversation_id\":\"7\"}}");
            assertThat(client.read().data().get("text").asText()).isEqualTo("AND NOW (1 before)");
            client.send("transcript", "{\"text\":\"hello\",\"context\":{\"conversation_id\":\"8\"}}");
            assertThat(client.read().data().get("text").asText()).isEqualTo("HELLO (0 before)");
            client.send("transcript", "{\"text\":\"hi\"}");
            assertThat(client.read()).isEqualTo(Events.handled("HI (0 before)", null));
        }
        assertThat(house.companion.asked.get(0).speak()).isFalse();
        assertThat(house.companion.asked.get(0).language()).isEqualTo("en");
        assertThat(house.companion.asked.get(3).conversation()).isNull();
        house.assertWell();
    }

    @Test
    void whyThereIsNoAnswerIsSaidAsAnAnswer() throws Exception {
        house.companion.failure = new AlanException("No language model here knows Spanish.");
        try (Client client = house.client()) {
            client.send("transcript", "{\"text\":\"hola\",\"language\":\"es-ES\",\"context\":{\"conversation_id\":\"7\"}}");
            assertThat(client.read()).isEqualTo(Client.event("not-handled",
                    "{\"text\":\"No language model here knows Spanish.\",\"context\":{\"conversation_id\":\"7\"}}"));
            // It is an answer, so the connection goes on.
            client.send("ping", "{}");
            assertThat(client.read().type()).isEqualTo("pong");
        }
        assertThat(house.server.status().requests().get(0).failure()).isEqualTo("No language model here knows Spanish.");
        house.companion.failure = null;
        house.assertWell();
    }

    @Test
    void aClientThatLeavesEndsTheTurn() throws Exception {
        Gate gate = new Gate();
        house.companion.gates.put("wait", gate);
        try (Client client = house.client()) {
            client.send("transcript", "{\"text\":\"wait\"}");
            gate.awaitReached();
        }
        house.assertWell();
    }
}
