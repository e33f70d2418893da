using System.Net;
using System.Text;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.Core.Sealing;
using Mim.Core.Tokens;
using Mim.Inventory;
using Mim.Testing;

namespace Mim.Core.Tests.Tokens;

public sealed class TokenDeskTests : IDisposable
{
    private readonly TestSession _store = new();

    private TokenDesk Desk => _store.Session.Tokens;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_token_is_an_identity_and_only_its_hash_is_kept()
    {
        using var token = Create("agent");
        var identity = token.Identity;
        Assert.Equal((IdentityKind.ApiToken, VersionState.Active, false), (identity.Kind, identity.Status, identity.HasPrivateKey));
        Assert.Null(identity.DueAt);
        Assert.DoesNotContain(Text(token), File.ReadAllText(_store.Location, Encoding.Latin1), StringComparison.Ordinal);
        _store.Reopen();
        Assert.True(Test(token).IsValid);
        Assert.Equal(["SecureString"], Acts("DiscloseToken").Select(act => act.Detail["form"]));
        Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public void Each_use_is_evidence_and_each_refusal_is_on_record()
    {
        using var token = Create("agent", new TokenTerms { Audiences = ["registry"] });
        Test(token, question => question with { Audience = "registry", Source = IPAddress.Loopback });
        Test(token, question => question with { Audience = "registry" });
        Test(token, question => question with { Audience = "mail" });
        Test(token, question => question with { IsInspection = true });
        using var raw = new SqliteStoreFactory(_store.Time).Open(_store.Location, create: false, default);
        var evidence = raw.Evidence.OfIdentity(token.Identity.Id, default).ToList();

        Assert.All(evidence, fact => Assert.Equal((EvidenceKind.Authenticated, "registry"), (fact.Kind, fact.Detail)));
        Assert.Equal(["127.0.0.1", "tester@host1"], evidence.Select(fact => fact.Source).Order(StringComparer.Ordinal));
        Assert.Equal([ActOutcome.Succeeded, ActOutcome.Succeeded, ActOutcome.Denied], Acts("TestToken").Select(act => act.Outcome));
        Assert.Equal("WrongAudience", Acts("TestToken")[^1].Detail["trouble"]);
    }

    [Fact]
    public void Two_sessions_do_not_both_get_the_last_use()
    {
        using var token = Create("agent", new TokenTerms { MaximumUses = 3 });
        using var other = _store.OpenAnother();
        MimSession[] sessions = [_store.Session, other];
        var verdicts = Enumerable.Range(0, 6).AsParallel().Select(index => sessions[index % 2].Tokens.Test(new TokenQuestion { Token = token.Token }, default)).ToList();
        Assert.Equal(3, verdicts.Count(verdict => verdict.IsValid));
        Assert.Equal([0, 1, 2], verdicts.Where(verdict => verdict.IsValid).Select(verdict => verdict.UsesLeft!.Value).Order());
        Assert.All(verdicts.Where(verdict => !verdict.IsValid), verdict => Assert.Equal(TokenTrouble.UsedUp, verdict.Trouble));
    }

    [Fact]
    public void It_ends_with_its_lifetime_and_with_its_revocation()
    {
        using var token = Create("agent");
        using var other = Create("other");
        _store.Time.Now += TimeSpan.FromDays(9);
        _store.Session.Revocation.Revoke(other.Identity.Id, new RevocationRequest(), default);
        Assert.Equal((TokenTrouble.None, TokenTrouble.Revoked), (Test(token).Trouble, Test(other).Trouble));
        _store.Time.Now += TimeSpan.FromDays(1);
        Assert.Equal(TokenTrouble.Expired, Test(token).Trouble);
    }

    [Fact]
    public void The_one_before_is_accepted_for_the_overlap_and_never_longer_than_it_would_have_been()
    {
        using var first = Create("agent", new TokenTerms { Scopes = ["read"] });
        using var second = Desk.Replace(first.Identity.Id, TimeSpan.FromDays(1), "SecureString", default);
        Assert.Equal((2, "read"), (second.Identity.Version, second.Terms.Scopes.Single()));
        Assert.True(Test(first).IsValid && Test(second).IsValid);
        _store.Time.Now += TimeSpan.FromDays(1);
        Assert.Equal((TokenTrouble.Superseded, TokenTrouble.None), (Test(first).Trouble, Test(second).Trouble));

        using var third = Desk.Replace(first.Identity.Id, TimeSpan.FromDays(100), "SecureString", default);
        Assert.True(Test(second).IsValid);
        using var fourth = Desk.Replace(first.Identity.Id, TimeSpan.Zero, "SecureString", default);
        Assert.Equal([TokenTrouble.Superseded, TokenTrouble.Superseded, TokenTrouble.None], new[] { second, third, fourth }.Select(token => Test(token).Trouble));
    }

    [Fact]
    public void Revocation_ends_one_that_overlaps_too()
    {
        using var first = Create("agent");
        using var second = Desk.Replace(first.Identity.Id, TimeSpan.FromDays(1), "SecureString", default);
        _store.Session.Revocation.Revoke(first.Identity.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, default);
        Assert.Equal((TokenTrouble.Revoked, TokenTrouble.Revoked), (Test(first).Trouble, Test(second).Trouble));
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Desk.Replace(first.Identity.Id, TimeSpan.Zero, "x", default)).Cause);
    }

    [Fact]
    public void One_of_another_store_and_one_that_is_damaged_are_told_apart()
    {
        using var elsewhere = new TestSession();
        using var foreign = elsewhere.Session.Tokens.Create(Wanted("agent"), default);
        Assert.Equal(TokenTrouble.Unknown, Test(foreign).Trouble);
        foreign.Token.Span[^1] ^= 1;
        Assert.Equal(TokenTrouble.Malformed, Test(foreign).Trouble);
        Assert.Null(Test(foreign).Name);
    }

    [Fact]
    public void A_token_that_somebody_keeps_as_a_secret_is_still_a_token()
    {
        using var token = Create("agent");
        _store.Session.Secrets.Create(new Core.Vault.NewSecret { Name = "kept", Value = token.Token }, default);
        Assert.Equal("agent", Test(token).Name);
    }

    private static NewToken Wanted(string name, TokenTerms? terms = null) =>
        new() { Name = name, Terms = terms ?? new TokenTerms(), Form = "SecureString", Lifetime = TimeSpan.FromDays(10) };

    private static string Text(IssuedToken token) => Encoding.ASCII.GetString(token.Token.Span);

    private IssuedToken Create(string name, TokenTerms? terms = null) => Desk.Create(Wanted(name, terms), default);

    private TokenVerdict Test(IssuedToken token, Func<TokenQuestion, TokenQuestion>? how = null)
    {
        var question = new TokenQuestion { Token = token.Token };
        return Desk.Test(how is null ? question : how(question), default);
    }

    private List<AuditRecord> Acts(string act) => [.. _store.Session.Audit.Read(new AuditQuery { Acts = [act] }, default)];
}
