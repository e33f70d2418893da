using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Issuing.Ssh;

public sealed class SshAuthorityBookTests : IDisposable
{
    private readonly TestSession _store = new();

    private SshAuthorityBook Authorities => _store.Session.Ssh.Authorities;

    public void Dispose() => _store.Dispose();

    [RequiresProgramFact("ssh-keygen")]
    public void An_authority_is_a_key_that_OpenSSH_lists_alike()
    {
        var authority = Authorities.Create(new NewSshAuthority { Name = "users", KeyAlgorithm = KeyAlgorithm.EcdsaP256, Comment = "corp users" }, default);

        File.WriteAllText(_store["users.pub"], authority.PublicKey);
        var listed = ProgramRunner.Run("ssh-keygen", "-l", "-f", _store["users.pub"]).Succeeded().Output;
        Assert.Equal($"256 {authority.SshFingerprint} corp users (ECDSA)\n", listed);
        Assert.Equal((SshAuthorityUse.User, VersionState.Active, true), (authority.Use, authority.Status, authority.Identity.HasPrivateKey));
        Assert.Equal(_store.Time.Now.AddDays(3652), authority.NotAfter);
        Assert.Equal(authority.PublicKey, Authorities.Find(_store.Session.Identities.Get(authority.Id))!.PublicKey);
        Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["CreateSshAuthority"] }, default));
    }

    [Fact]
    public void What_cannot_be_made_is_named()
    {
        Authorities.Create(new NewSshAuthority { Name = "users" }, default);

        Assert.Equal(MimErrorCause.IdentityExists, Cause(new NewSshAuthority { Name = "Users" }));
        Assert.Equal(MimErrorCause.InvalidName, Cause(new NewSshAuthority { Name = " " }));
        Assert.Equal(MimErrorCause.InvalidArgument, Cause(new NewSshAuthority { Name = "hosts", Lifetime = TimeSpan.FromSeconds(5) }));
        Assert.Equal(MimErrorCause.InvalidArgument, Cause(new NewSshAuthority { Name = "hosts", Lifetime = TimeSpan.FromDays(99999) }));
    }

    private MimErrorCause Cause(NewSshAuthority wanted)
    {
        var cause = Assert.Throws<MimException>(() => Authorities.Check(wanted, default)).Cause;
        Assert.Equal(cause, Assert.Throws<MimException>(() => Authorities.Create(wanted, default)).Cause);
        return cause;
    }
}
