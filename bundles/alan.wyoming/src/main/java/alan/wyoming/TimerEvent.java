package alan.wyoming;

/**
 * What is told of a timer.
 *
 * @param id unique at its hub
 * @param name for people; {@code null} if it has none, or it was told before
 * @param totalSeconds that it was set for; 0 if that is not told
 * @param active whether it runs
 */
public record TimerEvent(String id, String name, int totalSeconds, boolean active) {
    private static final int MOST_SECONDS = 366 * 86_400;

    /**
     * {@return what an event tells}
     *
     * @param event of one of the types of timers
     * @throws WyomingException when something is missing in it, or of a wrong kind
     */
    public static TimerEvent of(WyomingEvent event) throws WyomingException {
        boolean told = event.is(EventType.TIMER_STARTED) || event.is(EventType.TIMER_UPDATED);
        return new TimerEvent(Fields.required(event, "id"), Fields.named(event, event.data(), "name"),
                told ? Fields.whole(event, "total_seconds", 0, MOST_SECONDS) : 0, event.data().path("is_active").asBoolean(true));
    }
}
