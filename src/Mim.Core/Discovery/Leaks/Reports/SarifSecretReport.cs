using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>Findings as SARIF 2.1.0: one run, all rules, a result a finding, a notification a place that could not be read.</summary>
internal sealed class SarifSecretReport : SecretReport
{
    private const string Root = "ROOT";

    /// <summary>Notifications come after all results, so they wait; more of them tell nobody more.</summary>
    private const int MostUnread = 1000;

    private readonly ReportPath _paths;
    private readonly Dictionary<string, int> _rules = new(StringComparer.Ordinal);
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
        WriteTool();
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
        Writer.WriteNumber("ruleIndex", _rules[rule]);
        Writer.WriteString("level", Level(finding.Severity));
        WriteMessage(finding.KnownAs is null ? $"{finding.Title} in the clear." : $"{finding.Title} in the clear: that of '{finding.KnownAs}'.");
        WriteLocations(finding);
        Writer.WriteStartObject("fingerprints");
        Writer.WriteString(SecretBaseline.SarifHash, finding.Hash);
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
            WriteMessage($"{finding.Status}: {finding.Detail}");
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

    private void WriteTool()
    {
        Writer.WriteStartObject("tool");
        Writer.WriteStartObject("driver");
        Writer.WriteString("name", "MimModule");
        Writer.WriteStartArray("rules");
        foreach (var rule in SecretRules.All)
        {
            _rules[rule.Id] = _rules.Count;
            Writer.WriteStartObject();
            Writer.WriteString("id", rule.Id);
            Writer.WriteStartObject("shortDescription");
            Writer.WriteString("text", rule.Title);
            Writer.WriteEndObject();
            Writer.WriteStartObject("defaultConfiguration");
            Writer.WriteString("level", Level(rule.Severity));
            Writer.WriteEndObject();
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }

    private void WriteMessage(string text)
    {
        Writer.WriteStartObject("message");
        Writer.WriteString("text", text);
        Writer.WriteEndObject();
    }

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

    private static string Level(HealthSeverity? severity) => severity switch
    {
        HealthSeverity.High => "error",
        HealthSeverity.Medium => "warning",
        _ => "note",
    };
}
