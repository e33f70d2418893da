using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

public class ActLedgerTests
{
    private static readonly IdentityChange Change = new() { Owner = "ops" };

    [Fact]
    public void AChangeWithoutAnActDoesNotHappen()
    {
        using var store = new TestSession();
        using var parts = new LedgerParts(store);

        Assert.Throws<InvalidOperationException>(() => parts.Ledger.Commit((transaction, _) => transaction.Identities.Add(Sample.Identity("quiet")), default));

        Assert.Empty(store.Session.Identities.Find(new IdentityQuery(), default));
    }

    [Fact]
    public void AnActOfAChangeThatFailsIsNotRecorded()
    {
        using var store = new TestSession();
        using var parts = new LedgerParts(store);

        Assert.Throws<InvalidDataException>(() => parts.Ledger.Commit(
            (_, acts) =>
            {
                acts.Record(new Act("Try", "Store", null, null));
                throw new InvalidDataException();
            },
            default));

        Assert.Empty(store.Session.Audit.Read(new AuditQuery { Acts = ["Try"] }, default));
        Assert.True(store.Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void ManyActsOfOneChangeCrossACheckpoint()
    {
        using var store = new TestSession();
        using var parts = new LedgerParts(store);

        parts.Ledger.Commit(
            (_, acts) =>
            {
                for (var number = 0; number < 2500; number++)
                {
                    acts.Record(new Act("Count", "Store", null, $"{number}"));
                }
            },
            default);

        var verdict = store.Session.Audit.Test(default);
        Assert.Equal((true, 2501L, 3L), (verdict.Intact, verdict.Records, verdict.Checkpoints));
    }

    [Fact]
    public void AClockALittleBehindKeepsTheTimeOfTheLastAct()
    {
        using var store = new TestSession();
        var before = store.NewAuthority();
        store.Time.Now -= TimeSpan.FromMinutes(4);

        store.Session.Identities.Set(before.Id, Change, default);

        var times = store.Session.Audit.Read(new AuditQuery(), default).Select(record => record.At).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(store.Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void AClockThatWentBackStopsEveryChange()
    {
        using var store = new TestSession();
        var authority = store.NewAuthority();
        store.Time.Now -= TimeSpan.FromHours(1);

        var exception = Assert.Throws<MimException>(() => store.Session.Identities.Set(authority.Id, Change, default));

        Assert.Equal(MimErrorCause.ClockWentBack, exception.Cause);
        Assert.Null(store.Session.Identities.Get(authority.Id).Owner);
        using var accepting = store.OpenAnother(reference => reference with { AcceptClock = true });
        accepting.Identities.Set(authority.Id, Change, default);
        Assert.Equal("ops", store.Session.Identities.Set(authority.Id, Change with { Purpose = "web" }, default).Owner);
        Assert.True(store.Session.Audit.Test(default).Intact);
    }

    /// <summary>What text a store, JSON or UTF-8 cannot keep must not make the chain look edited.</summary>
    [Fact]
    public void TextThatIsNotUnicodeStaysVerifiable()
    {
        using var store = new TestSession();
        using var parts = new LedgerParts(store);
        var long1 = new string('x', 300) + "\0\ud800";
        string[] texts = ["\ud800", "a\udfff\ud800b", "nul\0nul", long1, "\u0001\u001f\"\\/\u2028", "\ud83d\ude02", string.Empty];

        foreach (var text in texts)
        {
            parts.Ledger.Record(new Act("Say", text, text, text, new Dictionary<string, string> { ["text"] = text, ["\ue000"] = text, ["\ud800"] = text }), default);
        }

        Assert.Equal([], store.Session.Audit.Test(default).Problems);
        store.Session.Audit.Export(store["audit.jsonl"], store["audit.pem"], default);
        using var export = File.OpenRead(store["audit.jsonl"]);
        Assert.Equal([], AuditExportVerifier.Verify(export, File.ReadAllText(store["audit.pem"]), default).Problems);
    }
}
