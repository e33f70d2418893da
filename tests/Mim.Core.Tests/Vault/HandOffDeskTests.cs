using System.Text;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Inventory;
using Mim.Testing;

namespace Mim.Core.Tests.Vault;

public sealed class HandOffDeskTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly MachineIdentity _db;

    public HandOffDeskTests()
    {
        using var value = KeyMaterial.CopyOf("hunter2 ÄÖ"u8);
        _db = _store.Session.Secrets.Create(new NewSecret { Name = "db01", Value = value }, default);
    }

    private HandOffDesk Desk => _store.Session.HandOffs;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_token_fetches_the_secret_once_and_the_second_try_is_an_alarm()
    {
        var token = HandOff();
        Assert.Equal("hunter2 ÄÖ", Received(token));
        var error = Refused(token);

        Assert.Contains("by tester@host1", error.Message, StringComparison.Ordinal);
        Assert.Equal("db01", error.Subject);
        Assert.Equal(["HandOffSecret", "ReceiveSecret", "ReceiveSecret"], Acts().Select(act => act.Act));
        Assert.Equal([ActOutcome.Succeeded, ActOutcome.Succeeded, ActOutcome.Denied], Acts().Select(act => act.Outcome));
        Assert.Single(Acts().Select(act => act.SubjectId).Distinct());
        AssertSound();
    }

    [Fact]
    public void Receiving_is_evidence_of_use_and_handing_off_is_none()
    {
        var token = HandOff();
        Assert.Empty(Evidence());
        Received(token);
        Assert.Equal([(EvidenceKind.Read, "tester@host1")], Evidence().Select(fact => (fact.Kind, fact.Source)));
    }

    [Fact]
    public void A_later_value_does_not_change_what_was_handed_off()
    {
        var token = HandOff();
        using var next = KeyMaterial.CopyOf("next"u8);
        _store.Session.Secrets.Set(new SecretChange { IdentityId = _db.Id, Value = next }, default);
        Assert.Equal("hunter2 ÄÖ", Received(token));
        Assert.Equal("hunter2 ÄÖ", Received(HandOff(number: 1)));
        Assert.Equal("next", Received(HandOff()));
    }

    [Fact]
    public void What_nobody_received_in_time_is_destroyed_with_the_next_hand_off()
    {
        var token = HandOff(TimeSpan.FromMinutes(5));
        _store.Time.Now += TimeSpan.FromMinutes(5);
        Assert.Contains("ended on 2026-03-01 12:05:00Z", Refused(token).Message, StringComparison.Ordinal);
        var waiting = HandOff();
        Assert.Contains("ended on", Refused(token).Message, StringComparison.Ordinal);
        Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["EndHandOff"] }, default));
        Assert.Equal("hunter2 ÄÖ", Received(waiting));
        AssertSound();
    }

    [Fact]
    public void With_the_version_or_the_identity_the_copies_go()
    {
        var token = HandOff();
        _store.Session.Secrets.Remove(_db.Id, [], destroys: false, default);
        Assert.Contains("was deleted", Refused(token).Message, StringComparison.Ordinal);
        _store.Session.Secrets.Restore(_db.Id, [], default);
        _store.Session.Secrets.Remove(_db.Id, [1], destroys: true, default);
        Assert.Contains("ended on", Refused(token).Message, StringComparison.Ordinal);
        AssertSound();

        using var next = KeyMaterial.CopyOf("next"u8);
        _store.Session.Secrets.Set(new SecretChange { IdentityId = _db.Id, Value = next }, default);
        token = HandOff();
        _store.DisposeOf(_db);
        Assert.Contains("ended on", Refused(token).Message, StringComparison.Ordinal);
        AssertSound();
    }

    [Theory]
    [InlineData("", "checksum")]
    [InlineData("mimh_000000000000000000000000000000000000000000000000", "checksum")]
    [InlineData("mim_", "checksum")]
    public void A_token_that_is_none_is_recorded(string token, string why)
    {
        Assert.Contains(why, Refused(token).Message, StringComparison.Ordinal);
        Assert.Equal("Malformed", Assert.Single(Acts()).Detail["reason"]);
    }

    [Fact]
    public void A_token_of_another_store_is_recorded()
    {
        using var other = new TestSession();
        using var value = KeyMaterial.CopyOf("x"u8);
        var identity = other.Session.Secrets.Create(new NewSecret { Name = "db01", Value = value }, default);
        using var ticket = other.Session.HandOffs.Create(new NewHandOff(new SecretQuestion(identity.Id, null), TimeSpan.FromHours(1), "x"), default);
        Assert.Contains("knows no", Refused(Encoding.ASCII.GetString(ticket.Token.Span)).Message, StringComparison.Ordinal);
        Assert.Equal(("Unknown", null), (Acts()[0].Detail["reason"], Acts()[0].SubjectName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(31)]
    public void Nothing_waits_for_ever(int days)
    {
        var wanted = new NewHandOff(new SecretQuestion(_db.Id, null), TimeSpan.FromDays(days), "x");
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Desk.Check(wanted)).Cause);
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Desk.Create(wanted, default)).Cause);
        Assert.Empty(Acts());
    }

    [Fact]
    public void The_token_is_nowhere_and_a_new_store_key_still_opens_what_waits()
    {
        var token = HandOff();
        _store.Session.Keyring.RotateStoreKey(null, default);
        Assert.DoesNotContain(token, File.ReadAllText(_store.Location, Encoding.Latin1), StringComparison.Ordinal);
        _store.Reopen();
        Assert.Equal("hunter2 ÄÖ", Received(token));
    }

    private string HandOff(TimeSpan? lifetime = null, int? number = null)
    {
        var wanted = new NewHandOff(new SecretQuestion(_db.Id, number), lifetime ?? TimeSpan.FromHours(1), "plain text");
        using var ticket = Desk.Create(wanted, default);
        return Encoding.ASCII.GetString(ticket.Token.Span);
    }

    private string Received(string token)
    {
        using var reading = Receive(token);
        Assert.Null(reading.Error);
        return Encoding.UTF8.GetString(reading.Value!.Span);
    }

    private MimException Refused(string token)
    {
        using var reading = Receive(token);
        Assert.Null(reading.Value);
        Assert.Equal(MimErrorCause.HandOffRefused, reading.Error!.Cause);
        return reading.Error;
    }

    private SecretReading Receive(string token)
    {
        using var text = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(token));
        return Desk.Receive(text, "SecureString", default);
    }

    private List<AuditRecord> Acts() => [.. _store.Session.Audit.Read(new AuditQuery { Acts = ["HandOffSecret", "ReceiveSecret"] }, default)];

    private List<Evidence> Evidence()
    {
        using var raw = new SqliteStoreFactory(_store.Time).Open(_store.Location, create: false, default);
        return [.. raw.Evidence.OfIdentity(_db.Id, default)];
    }

    private void AssertSound() => Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, check.ToString()));
}
