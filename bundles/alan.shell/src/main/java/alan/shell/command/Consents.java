package alan.shell.command;

import alan.api.text.Text;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.output.Table;
import alan.shell.output.Units;
import java.util.List;

/** Kept voices and who allows them, in words. */
final class Consents {
    private Consents() {}

    /** {@return a consent in a cell of a table} */
    static String cell(Consent consent) {
        return switch (consent.state()) {
            case NONE -> Text.tr("not given");
            case READ -> Text.tr("given");
            case OWN -> Text.tr("own voice");
            case REVOKED -> Text.tr("taken back");
            case INVALID -> Text.tr("not valid");
        };
    }

    /** {@return voices, one a row} */
    static Table table(List<VoiceProfile> voices) {
        Table table = new Table(Text.tr("voice"), Text.tr("languages"), Table.right(Text.tr("seconds")), Table.right(Text.tr("segments")), Text.tr("consent"));
        for (VoiceProfile voice : voices) {
            table.row(voice.name(), String.join(",", voice.languages()), Units.format("%.1f", voice.seconds()), voice.segments().size(), cell(voice.consent()));
        }
        return table;
    }

    /** {@return the voices of people that are kept here} @param profiles {@code null} on a node that keeps none */
    static List<VoiceProfile> kept(VoiceProfiles profiles) {
        return profiles == null ? List.of() : profiles.list();
    }
}
