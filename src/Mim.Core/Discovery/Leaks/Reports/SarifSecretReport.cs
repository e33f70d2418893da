using System.Security.Cryptography;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>Findings as SARIF 2.1.0: one run, all rules, a result a finding, a notification a place that could not be read.</summary>
internal sealed class SarifSecretReport : SecretReport
{
    /// <summary>The name by which code hosts know the folder of the sources.</summary>
    private const string Root = "%SRCROOT%";

    /// <summary>What code hosts tell one alert from another by: it stays the same when lines move.</summary>
    private const string AlertHash = "primaryLocationLineHash";

    private const int AlertHashLength = 8;

    /// <summary>Notifications come after all results, so they wait; more of them tell nobody more.</summary>
    private const int MostUnread = 1000;

    private readonly ReportPath _paths;
    private readonly List<SecretFinding> _unread = [];

    public SarifSecretReport(Stream output, string root)
        : base(output)
    {
        _paths = new ReportPath(root);
        Writer.WriteStartObject();
        Writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        Writer.WriteString("version", "2.1.0");
        Writer.WriteStartArray("runs");
        Writer.WriteStartObject();
        SarifTool.Write(Writer);
        Writer.WriteString("columnKind", "unicodeCodePoints");
        Writer.WriteStartObject("originalUriBaseIds");
        Writer.WriteStartObject(Root);
        Writer.WriteString("uri", _paths.RootAddress);
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        Writer.WriteStartArray("results");
    }

    private protected override void Write(SecretFinding finding)
    {
        if (finding.Rule is not { } rule)
        {
            if (_unread.Count < MostUnread)
            {
                _unread.Add(finding);
            }

            return;
        }

        Writer.WriteStartObject();
        Writer.WriteString("ruleId", rule);
        Writer.WriteNumber("ruleIndex", SarifTool.IndexOf(rule));
        Writer.WriteString("level", SarifTool.Level(finding.Severity));
        SarifTool.WriteText(Writer, "message", finding.KnownAs is null ? $"{finding.Title} in the clear." : $"{finding.Title} in the clear: that of '{finding.KnownAs}'.");
        WriteLocations(finding);
        Writer.WriteStartObject("fingerprints");
        Writer.WriteString(SecretBaseline.SarifHash, finding.Hash);
        Writer.WriteEndObject();
        Writer.WriteStartObject("partialFingerprints");
        Writer.WriteString(AlertHash, Fingerprint(finding));
        Writer.WriteEndObject();
        if (finding.Suppression is { } suppression)
        {
            Writer.WriteStartArray("suppressions");
            Writer.WriteStartObject();
            Writer.WriteString("kind", "external");
            Writer.WriteString("justification", suppression.ToString());
            Writer.WriteEndObject();
            Writer.WriteEndArray();
        }

        Writer.WriteEndObject();
    }

    private protected override void WriteEnd()
    {
        Writer.WriteEndArray();
        Writer.WriteStartArray("invocations");
        Writer.WriteStartObject();
        Writer.WriteBoolean("executionSuccessful", _unread.Count == 0);
        Writer.WriteStartArray("toolExecutionNotifications");
        foreach (var finding in _unread)
        {
            Writer.WriteStartObject();
            Writer.WriteString("level", "warning");
            SarifTool.WriteText(Writer, "message", $"{finding.Status}: {finding.Detail}");
            WriteLocations(finding);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
        Writer.WriteEndObject();
        Writer.WriteEndArray();
        Writer.WriteEndObject();
        Writer.WriteEndArray();
        Writer.WriteEndObject();
    }

    // One alert a secret and file: the same secret in another place is to be mended there too.
    private string Fingerprint(SecretFinding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{finding.Hash}\0{(finding.Path is null ? null : _paths.Of(finding.Path))}\0{finding.Entry}")), 0, AlertHashLength) + ":1";

    private void WriteLocations(SecretFinding finding)
    {
        Writer.WriteStartArray("locations");
        Writer.WriteStartObject();
        if (finding.Path is { } path)
        {
            Writer.WriteStartObject("physicalLocation");
            Writer.WriteStartObject("artifactLocation");
            Writer.WriteString("uri", _paths.AddressOf(path));
            if (_paths.IsBelow(path))
            {
                Writer.WriteString("uriBaseId", Root);
            }

            Writer.WriteEndObject();

            // A line of what lies within a file is none of the file.
            if (finding is { Entry: null, Line: { } line, Column: { } column })
            {
                Writer.WriteStartObject("region");
                Writer.WriteNumber("startLine", line);
                Writer.WriteNumber("startColumn", column);
                Writer.WriteEndObject();
            }

            Writer.WriteEndObject();
        }

        Writer.WriteStartArray("logicalLocations");
        Writer.WriteStartObject();
        Writer.WriteString("fullyQualifiedName", finding.Location);
        Writer.WriteEndObject();
        Writer.WriteEndArray();
        Writer.WriteEndObject();
        Writer.WriteEndArray();
    }
}
