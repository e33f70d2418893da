using System.Security.Cryptography;
using System.Text;
using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

public sealed class AuditExportVerifierTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly List<string> _lines;
    private readonly string _publicKey;

    public AuditExportVerifierTests()
    {
        for (var number = 2; number <= 20; number++)
        {
            _store.Session.Policies.Set(_store.Session.Policies.For(default) with { RequireOwner = number % 2 == 0 }, default);
        }

        _store.Session.Audit.Export(_store["audit.jsonl"], _store["audit.pem"], default);
        _lines = [.. File.ReadAllLines(_store["audit.jsonl"])];
        _publicKey = File.ReadAllText(_store["audit.pem"]);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AnExportIsIntactWithAndWithoutTheKey()
    {
        Assert.Empty(Problems());
        Assert.True(AuditExportVerifier.Verify(Stream(), null, default).Intact);
        Assert.Equal(1 + 21 + 1, _lines.Count);
    }

    [Fact]
    public void TheExportIsAnActItself() =>
        Assert.Equal("ExportAudit", _store.Session.Audit.Read(new AuditQuery { Descending = true, First = 1 }, default).Single().Act);

    [Fact]
    public void AnEditedLineIsNamed()
    {
        _lines[10] = _lines[10].Replace("tester", "mallory", StringComparison.Ordinal);

        Assert.Equal(["Edited 10"], Problems());
    }

    [Fact]
    public void AMissingLineIsNamed()
    {
        _lines.RemoveAt(10);

        Assert.Equal(["Deleted 10"], Problems());
    }

    [Fact]
    public void SwappedLinesAreNamed()
    {
        (_lines[10], _lines[11]) = (_lines[11], _lines[10]);

        Assert.Equal(["Reordered 10"], Problems());
    }

    [Fact]
    public void ARepeatedLineIsNamed()
    {
        _lines.Insert(15, _lines[10]);

        Assert.Equal(["Inserted 10"], Problems());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void ACutExportIsNamed(int lines)
    {
        _lines.RemoveRange(_lines.Count - lines, lines);

        Assert.NotEmpty(Problems());
    }

    [Fact]
    public void AnExportCutBehindAKeptCheckpointIsNamed()
    {
        using var parts = new LedgerParts(_store);
        parts.Ledger.Commit(
            (_, acts) =>
            {
                for (var number = 0; number < 1500; number++)
                {
                    acts.Record(new Act("Count", "Store", null, null));
                }
            },
            default);
        _store.Session.Audit.Export(_store["audit.jsonl"], null, default);
        var all = File.ReadAllLines(_store["audit.jsonl"]);
        _lines.Clear();
        _lines.AddRange(all.Take(1 + 1024 + 1));

        Assert.Equal(["Truncated 1025"], Problems());
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"record":{}}""")]
    [InlineData("""{"record":null}""")]
    [InlineData("""{"checkpoint":{"kind":"Head","sequence":1,"hash":null,"at":"2026-01-01T00:00:00Z","keyId":null,"signature":null}}""")]
    public void ALineThatIsNoneIsNamed(string line)
    {
        _lines.Insert(11, line);

        Assert.Equal(["Unreadable 11"], Problems());
    }

    [Theory]
    [InlineData("\"detail\":{", "\"detail\":null,\"x\":{")]
    [InlineData("\"actor\":", "\"actor\":\"mallory\",\"actor\":")]
    [InlineData("\"actor\":", "\"note\":\"forged\",\"actor\":")]
    public void ARecordWithMoreOrLessThanItsFieldsIsNotARecord(string old, string forged)
    {
        _lines[10] = _lines[10].Replace(old, forged, StringComparison.Ordinal);

        Assert.Equal(["Deleted 10", "Unreadable 10"], Problems());
    }

    [Fact]
    public void AHugeLineCostsNoMemory()
    {
        _lines.Insert(11, new string('x', 40_000_000));

        Assert.Equal(["Unreadable 11"], Problems());
    }

    [Fact]
    public void RubbishLinesAreCountedNoFurtherThanNeeded()
    {
        _lines.InsertRange(11, Enumerable.Repeat("rubbish", 5000));

        Assert.Equal(1000, Problems().Count);
    }

    [Fact]
    public void AnotherKeyDoesNotVerify()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var verdict = AuditExportVerifier.Verify(Stream(), stranger.ExportSubjectPublicKeyInfoPem(), default);

        Assert.Equal([AuditProblemKind.BadSignature], verdict.Problems.Select(problem => problem.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    public void ABadKeyIsRefused(string pem) =>
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => AuditExportVerifier.Verify(Stream(), pem, default)).Cause);

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("""{"header":{"format":"mim-audit-9","storeId":"01890a5d-ac96-774b-bcce-b302099a8057","keys":[]}}""")]
    [InlineData("""{"header":{"format":"mim-audit-1","storeId":"01890a5d-ac96-774b-bcce-b302099a8057","keys":null}}""")]
    public void AFileThatIsNoExportIsRefused(string header)
    {
        _lines[0] = header;

        Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => Problems()).Cause);
    }

    [Fact]
    public void AHeaderOfNullKeysIsNoCrash()
    {
        _lines[0] = """{"header":{"format":"mim-audit-1","storeId":"01890a5d-ac96-774b-bcce-b302099a8057","keys":[null]}}""";

        Assert.False(AuditExportVerifier.Verify(Stream(), null, default).Intact);
    }

    [Fact]
    public void NoMutationGoesUnnoticedOrCrashes()
    {
        var whole = Encoding.UTF8.GetBytes(string.Join('\n', _lines) + "\n");
        var random = new Random(42);
        for (var round = 0; round < 1000; round++)
        {
            var mutated = (byte[])whole.Clone();
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            try
            {
                AuditExportVerifier.Verify(new MemoryStream(mutated), _publicKey, default);
            }
            catch (MimException exception)
            {
                Assert.Equal(MimErrorCause.InvalidFile, exception.Cause);
            }
        }
    }

    private List<string> Problems() =>
        [.. AuditExportVerifier.Verify(Stream(), _publicKey, default).Problems.Select(problem => $"{problem.Kind} {problem.Sequence}")];

    private MemoryStream Stream() => new(Encoding.UTF8.GetBytes(string.Join('\n', _lines) + "\n"));
}
