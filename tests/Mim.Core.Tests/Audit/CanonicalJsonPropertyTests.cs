using System.Text.Json;
using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

public sealed class CanonicalJsonPropertyTests
{
    [Fact]
    public void AnyTextComesBackAsItWas() => Any.Holds(Any.Text, text =>
    {
        var kept = WellFormed.Text(text);
        var record = Sample.Audit(1) with { SubjectName = kept, Detail = new Dictionary<string, string> { [kept] = kept } };

        var read = Read(record);

        Assert.Equal(kept, read.GetProperty("subjectName").GetString());
        var member = Assert.Single(read.GetProperty("detail").EnumerateObject());
        Assert.Equal((kept, kept), (member.Name, member.Value.GetString()));
    });

    [Fact]
    public void AnyMembersStandInTheOrderOfTheirCodeUnits() => Any.Holds(Any.Text, text =>
    {
        var kept = WellFormed.Text(text);
        var members = Enumerable.Range(0, kept.Length + 1)
            .Select(length => WellFormed.Text(kept[..length]))
            .Distinct()
            .ToDictionary(name => name, _ => string.Empty);

        var names = Read(Sample.Audit(1) with { Detail = members }).GetProperty("detail").EnumerateObject().Select(member => member.Name);

        Assert.Equal(members.Keys.Order(StringComparer.Ordinal), names);
    });

    private static JsonElement Read(AuditRecord record)
    {
        using var json = JsonDocument.Parse(CanonicalJson.OfRecord(record).Written.ToArray());
        return json.RootElement.Clone();
    }
}
