package alan.home.health;

import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRecord.Timings;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineStatus;
import alan.api.home.HomeStatus;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is counted and measured, in Prometheus' formats. Names and units follow its conventions: base units, counters that end in {@code _total}. */
final class Metrics {
    private static final Pattern MEBIBYTES = Pattern.compile("([\\d.,]+) MiB");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double[] SECONDS = {0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60};
    private static final double[] FACTORS = {0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4, 8};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter turns;
    private final Histogram stages;
    private final Histogram factors;
    private final Counter requests;
    private final Histogram requestStages;

    /** @param health asked when somebody reads */
    Metrics(Health health) {
        turns = Counter.builder().name("alan_turns_total").help("Turns that have ended, by how: ok, failed or cancelled.").labelNames("outcome").register(registry);
        stages = Histogram.builder().name("alan_turn_seconds").help("What the stages of turns took; first_sound and whole are counted from the turn's start.")
                .labelNames("stage").classicOnly().classicUpperBounds(SECONDS).register(registry);
        factors = Histogram.builder().name("alan_real_time_factor").help("Time that an engine took for a second of sound.").labelNames("kind").classicOnly()
                .classicUpperBounds(FACTORS).register(registry);
        requests = Counter.builder().name("alan_home_requests_total").help("Requests to the voice services that have ended, by how: ok, failed or cancelled.")
                .labelNames("service", "outcome").register(registry);
        requestStages = Histogram.builder().name("alan_home_request_seconds")
                .help("What requests took from the last piece of their input: waited, for others; first_output, to the first sound or text; whole.")
                .labelNames("service", "stage").classicOnly().classicUpperBounds(SECONDS).register(registry);
        engines(health);
        home(health);
        GaugeWithCallback.builder().name("alan_resident_bytes").help("Resident set of the node, without its child processes.")
                .callback(callback -> callback.call(resident())).register(registry);
    }

    private void engines(Health health) {
        GaugeWithCallback.builder().name("alan_engine_usable").help("Whether the chosen engine of a kind can be used.").labelNames("kind", "engine")
                .callback(callback -> health.chosen().forEach(each ->
                        callback.call(each.usable() ? 1 : 0, each.status().kind().id(), each.status().fullName()))).register(registry);
        GaugeWithCallback.builder().name("alan_engine_loaded").help("Whether the chosen engine of a kind is loaded.").labelNames("kind", "engine")
                .callback(callback -> health.chosen().forEach(each ->
                        callback.call(each.status().info().loaded() ? 1 : 0, each.status().kind().id(), each.status().fullName()))).register(registry);
        GaugeWithCallback.builder().name("alan_engine_memory_bytes").help("Memory that a loaded engine takes, as far as it says or was measured.")
                .labelNames("kind", "engine")
                .callback(callback -> health.chosen().forEach(each -> {
                    Double bytes = memory(each.status());
                    if (bytes != null) {
                        callback.call(bytes, each.status().kind().id(), each.status().fullName());
                    }
                })).register(registry);
    }

    private void home(Health health) {
        GaugeWithCallback.builder().name("alan_home_connections").help("Clients that are connected to the voice services.")
                .callback(callback -> {
                    HomeStatus status = health.home();
                    callback.call(status == null ? 0 : status.connections().size());
                }).register(registry);
        services("alan_home_working", "Requests that are being worked on.", health, true);
        services("alan_home_waiting", "Requests that wait for their turn.", health, false);
    }

    private void services(String name, String help, Health health, boolean working) {
        GaugeWithCallback.builder().name(name).help(help).labelNames("service")
                .callback(callback -> {
                    HomeStatus status = health.home();
                    if (status != null) {
                        status.services().forEach(service -> callback.call(working ? service.working() : service.waiting(), service.name()));
                    }
                }).register(registry);
    }

    /** A turn has ended. */
    void count(TurnRecord record) {
        turns.labelValues(outcome(record.cancelled(), record.error())).inc();
        Timings timings = record.timings();
        stage("loading", timings.loading());
        stage("stt", timings.stt());
        stage("first_token", timings.firstToken());
        stage("llm", timings.llm());
        stage("tts", timings.tts());
        stage("first_sound", timings.firstSound());
        stage("whole", timings.total());
        factor("stt", timings.sttRealTimeFactor());
        factor("llm", timings.llmRealTimeFactor());
        factor("tts", timings.ttsRealTimeFactor());
    }

    /** A request to the voice services has ended. */
    void count(HomeStatus.Request request) {
        requests.labelValues(request.service(), outcome(request.cancelled(), request.failure())).inc();
        requestStages.labelValues(request.service(), "waited").observe(request.waited());
        if (request.firstOutput() != null) {
            requestStages.labelValues(request.service(), "first_output").observe(request.firstOutput());
        }
        requestStages.labelValues(request.service(), "whole").observe(request.seconds());
    }

    private static String outcome(boolean cancelled, String failure) {
        return cancelled ? "cancelled" : failure != null ? "failed" : "ok";
    }

    private void stage(String name, Double seconds) {
        if (seconds != null) {
            stages.labelValues(name).observe(seconds);
        }
    }

    private void factor(String kind, Double factor) {
        if (factor != null) {
            factors.labelValues(kind).observe(factor);
        }
    }

    private static Double memory(EngineStatus status) {
        String said = status.info().details().get(EngineInfo.MEMORY);
        Matcher matcher = said == null ? null : MEBIBYTES.matcher(said);
        return matcher != null && matcher.matches() ? Double.parseDouble(matcher.group(1).replace(",", "")) * (1 << 20) : null;
    }

    /** {@return bytes; 0 where the system does not tell} */
    private static double resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return 1024.0 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux.
        }
        return 0;
    }

    /** What somebody reads. @param type of its content @param body all of it */
    record Page(String type, byte[] body) {}

    /** {@return what there is now} @param accept what the reader can read, as HTTP has it; {@code null} for Prometheus' own text */
    Page page(String accept) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape());
        return new Page(writer.getContentType(), out.toByteArray());
    }
}
