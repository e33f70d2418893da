using System.Text.Json;
using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>The tool that a report of SARIF names, with all its rules.</summary>
internal static class SarifTool
{
    private static readonly Dictionary<string, int> _places = SecretRules.All.Index().ToDictionary(rule => rule.Item.Id, rule => rule.Index, StringComparer.Ordinal);

    /// <summary>Where in the list of rules one is.</summary>
    public static int IndexOf(string rule) => _places[rule];

    public static string Level(HealthSeverity? severity) => severity switch
    {
        HealthSeverity.High => "error",
        HealthSeverity.Medium => "warning",
        _ => "note",
    };

    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "MimModule");
        writer.WriteStartArray("rules");
        foreach (var rule in SecretRules.All)
        {
            WriteRule(writer, rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, SecretRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        WriteText(writer, "shortDescription", rule.Title);
        WriteText(writer, "fullDescription", $"{rule.Title}, in the clear.");
        WriteText(writer, "help", "Revoke it where it is from, or rotate it; then remove it here. What was published once stays published.");
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", Level(rule.Severity));
        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.WriteStartArray("tags");
        writer.WriteStringValue("security");
        writer.WriteStringValue("secret");
        writer.WriteEndArray();
        writer.WriteString("security-severity", Score(rule.Severity));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Code hosts sort alerts by the scale of CVSS.
    private static string Score(HealthSeverity severity) => severity switch
    {
        HealthSeverity.High => "8.0",
        HealthSeverity.Medium => "5.0",
        _ => "2.0",
    };
}
