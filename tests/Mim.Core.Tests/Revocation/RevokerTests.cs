using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.Testing;

namespace Mim.Core.Tests.Revocation;

public sealed class RevokerTests : IDisposable
{
    private readonly TestSession _store = new();

    private MimSession Session => _store.Session;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void ARevokedCertificateIsOnTheNextListAndStaysRevoked()
    {
        var authority = _store.NewAuthority();
        var identity = _store.NewCertificate("web01");

        var result = Session.Revocation.Revoke(identity.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise, InvalidityDate = _store.Time.Now.AddDays(-1) }, default);

        Assert.True(result.OnList);
        Assert.Equal((VersionState.Revoked, null), (Session.Identities.Get(identity.Id).Status, Session.Identities.Get(identity.Id).DueAt));
        Assert.Equal(1, Session.RevocationLists.Publish(authority.Id, null, null, default).EntryCount);
        Assert.Equal(MimErrorCause.AlreadyRevoked, Cause(identity, RevocationReason.Superseded));
        Assert.Equal(MimErrorCause.AlreadyRevoked, Cause(identity, RevocationReason.RemoveFromCrl));
    }

    [Fact]
    public void AHoldCanBeFreedOrMadeGood()
    {
        var authority = _store.NewAuthority();
        var (freed, lost) = (_store.NewCertificate("freed"), _store.NewCertificate("lost"));
        Assert.Equal(MimErrorCause.WrongState, Cause(freed, RevocationReason.RemoveFromCrl));
        Revoke(freed, RevocationReason.CertificateHold);
        Revoke(lost, RevocationReason.CertificateHold);
        Assert.Equal(MimErrorCause.AlreadyRevoked, Cause(freed, RevocationReason.CertificateHold));
        Assert.Equal(VersionState.Suspended, Session.Identities.Get(freed.Id).Status);
        Assert.Equal(2, Session.RevocationLists.Publish(authority.Id, null, null, default).EntryCount);

        Revoke(freed, RevocationReason.RemoveFromCrl);
        Revoke(lost, RevocationReason.KeyCompromise);

        Assert.Equal((VersionState.Active, VersionState.Revoked), (Session.Identities.Get(freed.Id).Status, Session.Identities.Get(lost.Id).Status));
        Assert.NotNull(Session.Identities.Get(freed.Id).DueAt);
        Assert.Equal(1, Session.RevocationLists.Publish(authority.Id, null, null, default).EntryCount);
    }

    [Fact]
    public void ACascadeReachesThroughIntermediatesAndCanBeRepeated()
    {
        var root = _store.NewAuthority("root");
        _store.NewAuthority("issuing", "root");
        var leaves = Enumerable.Range(0, 3).Select(number => _store.NewCertificate($"web{number}").Id).ToList();
        Session.Revocation.Revoke(leaves[0], new RevocationRequest(), default);

        var results = Session.Revocation.Cascade(root.Id, new RevocationRequest { Reason = RevocationReason.CACompromise }, default).ToList();

        Assert.Equal(["issuing", "root", "web1", "web2"], results.Select(result => result.Identity).Order());
        Assert.Empty(Session.Revocation.Cascade(root.Id, new RevocationRequest(), default));
        Assert.All(Session.Identities.Find(new IdentityQuery(), default), identity => Assert.Equal(VersionState.Revoked, identity.Status));
    }

    [Fact]
    public void ARevokedAuthorityStillSaysWhatIsRevoked()
    {
        var root = _store.NewAuthority("root");
        var issuing = _store.NewAuthority("issuing", "root");
        _store.NewCertificate("web01");

        var revoked = Session.Revocation.Cascade(issuing.Id, new RevocationRequest { Reason = RevocationReason.CessationOfOperation }, default);

        Assert.Equal(["web01", "issuing"], revoked.Select(result => result.Identity));
        Assert.Equal(1, Session.RevocationLists.Publish(issuing.Id, null, null, default).EntryCount);
        Assert.Equal(1, Session.RevocationLists.Publish(root.Id, null, null, default).EntryCount);
    }

    [Fact]
    public void AnInvalidityDateInTheFutureIsRefused()
    {
        _store.NewAuthority();
        var identity = _store.NewCertificate("web01");

        var exception = Assert.Throws<MimException>(() => Session.Revocation.Revoke(identity.Id, new RevocationRequest { InvalidityDate = _store.Time.Now.AddDays(1) }, default));

        Assert.Equal(MimErrorCause.InvalidArgument, exception.Cause);
        Assert.Equal(VersionState.Active, Session.Identities.Get(identity.Id).Status);
    }

    [Fact]
    public void WhatWasDisposedOfIsRevokedAndStaysDestroyed()
    {
        var authority = _store.NewAuthority();
        var identity = _store.NewCertificate("web01");
        _store.DisposeOf(identity);

        Assert.Equal(MimErrorCause.WrongState, Cause(identity, RevocationReason.CertificateHold));
        Revoke(identity, RevocationReason.KeyCompromise);

        Assert.Equal(VersionState.Destroyed, Session.Identities.Get(identity.Id).Status);
        Assert.Equal(VersionState.Destroyed, Assert.Single(Session.Identities.Versions(identity.Id)).State);
        Assert.Equal(1, Session.RevocationLists.Publish(authority.Id, null, null, default).EntryCount);
        Assert.Equal(MimErrorCause.AlreadyRevoked, Cause(identity, RevocationReason.KeyCompromise));
    }

    private void Revoke(MachineIdentity identity, RevocationReason reason) => Session.Revocation.Revoke(identity.Id, new RevocationRequest { Reason = reason }, default);

    private MimErrorCause Cause(MachineIdentity identity, RevocationReason reason) => Assert.Throws<MimException>(() => Revoke(identity, reason)).Cause;
}
