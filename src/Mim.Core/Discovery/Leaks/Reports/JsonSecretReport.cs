namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>Findings as an array of objects.</summary>
internal sealed class JsonSecretReport : SecretReport
{
    private readonly ReportPath _paths;

    public JsonSecretReport(Stream output, string root)
        : base(output)
    {
        _paths = new ReportPath(root);
        Writer.WriteStartArray();
    }

    private protected override void Write(SecretFinding finding)
    {
        Writer.WriteStartObject();
        Writer.WriteString("status", finding.Status.ToString());
        Text("rule", finding.Rule);
        Text("title", finding.Title);
        Text("severity", finding.Severity?.ToString());
        Text("path", finding.Path is null ? null : _paths.Of(finding.Path));
        Text("entry", finding.Entry);
        Number("line", finding.Line);
        Number("column", finding.Column);
        Number("length", finding.Length);
        Text("encoding", finding.Encoding?.ToString());
        Text(SecretBaseline.JsonHash, finding.Hash);
        Text("knownAs", finding.KnownAs);
        Text("detail", finding.Detail);
        Writer.WriteEndObject();
    }

    private protected override void WriteEnd() => Writer.WriteEndArray();

    private void Text(string name, string? value)
    {
        if (value is not null)
        {
            Writer.WriteString(name, value);
        }
    }

    private void Number(string name, long? value)
    {
        if (value is { } number)
        {
            Writer.WriteNumber(name, number);
        }
    }
}
