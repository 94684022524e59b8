package alan.home;

import alan.api.AlanException;
import alan.api.companion.Sentences;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.wyoming.Events;
import alan.wyoming.Question;
import alan.wyoming.WyomingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code handle}: a question becomes an answer. It goes out in one piece, since Home Assistant reads {@code handled} only, and as it is to be spoken, without
 * markdown or thoughts, since whoever speaks it need not be Alan.
 */
final class Answering implements Work {
    private final Faculties faculties;
    private final Question question;

    Answering(Faculties faculties, Question question) {
        this.faculties = faculties;
        this.question = question;
    }

    @Override
    public String service() {
        return "handle";
    }

    @Override
    public void run(Desk desk) throws AlanException, CancelledException, InterruptedException {
        String answer;
        try (Line.Place place = desk.enter(faculties.answering()); Line.Turn turn = place.turn()) {
            desk.cancellation().check();
            answer = answer(desk);
        } catch (WyomingException e) {
            throw e;
        } catch (AlanException e) {
            desk.cancellation().check();
            // Home Assistant says it to the person; an error event it would only log.
            desk.failed(e.getLocalizedMessage());
            desk.give(Events.notHandled(sentence(e), question.context()));
            return;
        }
        desk.cancellation().check();
        desk.give(Events.handled(answer, question.context()));
    }

    /** In the language of the question, where that is known. */
    private String sentence(AlanException e) {
        return question.language() == null ? e.getLocalizedMessage() : e.text().say(Locale.forLanguageTag(question.language().replace('_', '-')));
    }

    private String answer(Desk desk) throws AlanException, CancelledException {
        TurnRequest request = new TurnRequest(null, question.text(), null, null, question.language(), false,
                question.conversation() == null ? null : "home " + question.conversation());
        StringBuilder written = new StringBuilder();
        Sentences sentences = faculties.companion().sentences();
        List<String> spoken = new ArrayList<>();
        try (Turn turn = desk.cancellation().hold(faculties.companion().begin(request))) {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                if (event instanceof TurnEvent.Written piece) {
                    written.append(piece.piece());
                    spoken.addAll(sentences.feed(piece.piece()));
                }
            }
        }
        spoken.addAll(sentences.finish());
        return spoken.isEmpty() ? written.toString().strip() : String.join(" ", spoken);
    }
}
