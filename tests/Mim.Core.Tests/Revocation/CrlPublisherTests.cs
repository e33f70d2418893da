using Mim.Core.Revocation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Revocation;

public sealed class CrlPublisherTests : IDisposable
{
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void NumbersCountUpAndExpiredEntriesLeaveAfterOneMoreList()
    {
        var authority = _store.NewAuthority();
        var identity = _store.NewCertificate("web01");
        _store.Session.Revocation.Revoke(identity.Id, new RevocationRequest(), default);

        Assert.Equal((1, 1), Publish(authority.Id));
        Assert.Equal((2, 1), Publish(authority.Id));
        _store.Time.Now = identity.NotAfter!.Value.AddDays(1);
        Assert.Equal((3, 1), Publish(authority.Id));
        Assert.Equal((4, 0), Publish(authority.Id));
        Assert.Equal([4L, 3L, 2L, 1L], _store.Session.RevocationLists.Find(authority.Id, default).Select(list => list.Number));
    }

    [RequiresProgramFact("openssl")]
    public void OpenSslReadsWhatIsWritten()
    {
        var authority = _store.NewAuthority();
        _store.Session.Revocation.Revoke(_store.NewCertificate("web01").Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, default);

        _store.Session.RevocationLists.Publish(authority.Id, _store["corp.crl"], TimeSpan.FromDays(1), default);

        var text = ProgramRunner.Run("openssl", "crl", "-inform", "DER", "-in", _store["corp.crl"], "-noout", "-text").Succeeded().Output;
        Assert.Contains("Key Compromise", text, StringComparison.Ordinal);
        Assert.Contains("Next Update: Mar  2 12:00:00 2026 GMT", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ALifetimeOfNothingIsRefused()
    {
        var authority = _store.NewAuthority();

        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => _store.Session.RevocationLists.Publish(authority.Id, null, TimeSpan.Zero, default)).Cause);
        Assert.Equal(MimErrorCause.IdentityNotFound, Assert.Throws<MimException>(() => _store.Session.RevocationLists.Publish(Guid.NewGuid(), null, null, default)).Cause);
    }

    private (int Number, int Entries) Publish(Guid authorityId)
    {
        var list = _store.Session.RevocationLists.Publish(authorityId, null, null, default);
        return ((int)list.Number, list.EntryCount);
    }
}
