using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;

namespace Mim.Core.Tests.Issuing.Ssh;

public sealed class SshAuthorityHeritageTests : IDisposable
{
    private readonly SshSuccessionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_next_is_like_the_one_it_replaces_but_for_its_key_and_comment()
    {
        var next = _fixture.Prepare();

        Assert.Equal(
            (SshAuthorityUse.Host, nameof(KeyAlgorithm.EcdsaP256), AuthorityState.Prepared, "hosts", null),
            (next.Use, next.KeyAlgorithm, next.State, next.Replaces, next.ReplacedBy));
        Assert.Equal(
            ("ops@corp.test", Criticality.High, TimeSpan.FromDays(700)),
            (next.Identity.Owner, next.Identity.Criticality, next.NotAfter - next.NotBefore));
        Assert.Equal(["team=ssh"], next.Identity.Tags);
        Assert.EndsWith(" hosts-2", next.PublicKey, StringComparison.Ordinal);
        Assert.NotEqual(_fixture.Old.SshFingerprint, next.SshFingerprint);
        Assert.Equal("hosts-2", _fixture.View(_fixture.Old).ReplacedBy);
        var act = _fixture.Session.Audit.Read(new AuditQuery { Acts = ["CreateSshAuthority"] }, default).Last();
        Assert.Equal("hosts", act.Detail["replaces"]);
    }

    [Fact]
    public void It_is_for_the_same()
    {
        var wanted = _fixture.Ssh.Authorities.Next("hosts-2", "hosts", default) with { Use = SshAuthorityUse.Any };
        Assert.Equal(MimErrorCause.InvalidArgument, Cause(() => _fixture.Ssh.Authorities.Check(wanted, default)));
        Assert.Equal(MimErrorCause.InvalidArgument, Cause(() => _fixture.Ssh.Authorities.Create(wanted, default)));
    }

    [Fact]
    public void One_whose_place_is_not_to_be_taken_is_named_with_the_reason()
    {
        Assert.Equal(MimErrorCause.AuthorityNotFound, Cause(() => _fixture.Prepare(replaces: "none")));
        var next = _fixture.Prepare();
        Assert.Equal(MimErrorCause.WrongState, Cause(() => _fixture.Prepare("hosts-3")));
        Assert.Equal(MimErrorCause.WrongState, Cause(() => _fixture.Prepare("hosts-3", replaces: "hosts-2")));
        _fixture.Set(next, AuthorityState.Retired);
        Assert.Equal(MimErrorCause.WrongState, Cause(() => _fixture.Prepare("hosts-3", replaces: "hosts-2")));
        Assert.Equal("hosts", _fixture.Prepare("hosts-3").Replaces);
    }

    private static MimErrorCause Cause(Action action) => Assert.Throws<MimException>(action).Cause;
}
