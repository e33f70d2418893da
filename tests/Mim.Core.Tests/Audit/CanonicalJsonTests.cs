using System.Text;
using System.Text.Json;
using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

public class CanonicalJsonTests
{
    [Fact]
    public void ARecordHasItsKeysInOrderAndNoSpace()
    {
        var record = Sample.Audit(7) with { Detail = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1", ["B"] = "3" } };

        var text = Text(record);

        Assert.StartsWith("""{"act":"IssueCertificate","actor":"JÜRGEN","at":"2026-03-01T12:30:22.250Z","detail":{"B":"3","a":"1","b":"2"},"host":"host1",""", text, StringComparison.Ordinal);
        Assert.EndsWith("\"subjectKind\":\"Identity\",\"subjectName\":\"web01\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointSaysItsKindAndItsStore()
    {
        var checkpoint = new AuditCheckpoint
        {
            Kind = AuditCheckpointKind.Head,
            Sequence = 7,
            Hash = "AB",
            At = Sample.Audit(7).At,
            KeyId = "CD",
            Signature = [1],
        };

        Assert.Equal(
            """{"at":"2026-03-01T12:30:22.250Z","hash":"AB","keyId":"CD","kind":"Head","sequence":7,"storeId":"00000000-0000-0000-0000-000000000000"}""",
            Encoding.UTF8.GetString(CanonicalJson.OfCheckpoint(checkpoint, Guid.Empty).Written));
    }

    [Fact]
    public void MissingFieldsAreLeftOut()
    {
        var text = Text(Sample.Audit(7) with { SubjectId = null, SubjectName = null, Detail = new Dictionary<string, string>() });

        Assert.EndsWith(""","sequence":7,"subjectKind":"Identity"}""", text, StringComparison.Ordinal);
        Assert.Contains(""","detail":{},""", text, StringComparison.Ordinal);
    }

    /// <summary>RFC 8785 section 3.2.2.2.</summary>
    [Theory]
    [InlineData("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", """€$\u000f\nA'B\"\\\\\"/""")]
    [InlineData("\b\t\n\f\r\0\u001f", """\b\t\n\f\r\u0000\u001f""")]
    [InlineData("\u007f\u0080\u2028\ud83d\ude02<>&+", "\u007f\u0080\u2028\ud83d\ude02<>&+")]
    public void TextIsEscapedAsLittleAsJsonAllows(string text, string escaped) =>
        Assert.Contains($"\"actor\":\"{escaped}\",", Text(Sample.Audit(1) with { Actor = text }), StringComparison.Ordinal);

    [Fact]
    public void KeysStandInOrderOfTheirUtf16Units()
    {
        var keys = new[] { "\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6" };
        var text = Text(Sample.Audit(1) with { Detail = keys.ToDictionary(key => key, _ => "x") });

        var detail = JsonDocument.Parse(text).RootElement.GetProperty("detail").EnumerateObject().Select(member => member.Name);
        Assert.Equal(["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"], detail);
    }

    [Fact]
    public void AnyTextGivesJsonThatSaysTheSame()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)(random.Next(4) switch { 0 => random.Next(0x20), 1 => random.Next(0xd800), 2 => '"', _ => '\\' }))]);

            using var parsed = JsonDocument.Parse(Text(Sample.Audit(1) with { Actor = text }));

            Assert.Equal(text, parsed.RootElement.GetProperty("actor").GetString());
        }
    }

    private static string Text(AuditRecord record) => Encoding.UTF8.GetString(CanonicalJson.OfRecord(record).Written);
}
