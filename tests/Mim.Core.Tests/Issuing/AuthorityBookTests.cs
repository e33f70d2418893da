using Mim.Core.Issuing;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing;

public sealed class AuthorityBookTests : IDisposable
{
    private readonly TestSession _store = new();

    private AuthorityBook Book => _store.Session.Authorities;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AnIntermediateStandsBelowItsParent()
    {
        var root = _store.NewAuthority("root");

        var issuing = _store.NewAuthority("issuing", "root");

        Assert.Equal((null, "root"), (root.Parent, issuing.Parent));
        Assert.Equal([issuing.Certificate, root.Certificate], Book.ChainOf(issuing.Id));
        Assert.True(issuing.NotAfter <= root.NotAfter);
        Assert.Equal(["issuing", "root"], Book.Find([], default).Select(authority => authority.Name));
        Assert.Equal(["root"], Book.Find(["r*"], default).Select(authority => authority.Name));
    }

    [Fact]
    public void PathLengthsCountDown()
    {
        Book.Create(new NewAuthority { Name = "root", PathLength = 1 }, default);

        Assert.Equal(0, _store.NewAuthority("issuing", "root").PathLength);

        Assert.Equal(MimErrorCause.AuthorityUnusable, Assert.Throws<MimException>(() => _store.NewAuthority("below", "issuing")).Cause);
        var wide = new NewAuthority { Name = "wide", Parent = "root", PathLength = 1 };
        Assert.Equal(MimErrorCause.AuthorityUnusable, Assert.Throws<MimException>(() => Book.Create(wide, default)).Cause);
    }

    public static TheoryData<NewAuthority, MimErrorCause> Refusals => new()
    {
        { new NewAuthority { Name = " " }, MimErrorCause.InvalidName },
        { new NewAuthority { Name = "CORP" }, MimErrorCause.IdentityExists },
        { new NewAuthority { Name = "x", Subject = string.Empty }, MimErrorCause.InvalidName },
        { new NewAuthority { Name = "x", PathLength = -1 }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", Lifetime = TimeSpan.Zero }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", Lifetime = TimeSpan.MaxValue }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", CrlLifetime = TimeSpan.Zero }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", CrlUrls = ["ftp://x"] }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", Parent = "nobody" }, MimErrorCause.AuthorityNotFound },
        { new NewAuthority { Name = "x", Parent = "corp", Lifetime = TimeSpan.FromDays(9999) }, MimErrorCause.LifetimeExceedsIssuer },
        { new NewAuthority { Name = "x", NameConstraints = new NameConstraints { Permitted = new SubjectNames { IPAddresses = ["10.0.0.1/99"] } } }, MimErrorCause.InvalidName },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void CheckAndCreateRefuseAlike(NewAuthority wanted, MimErrorCause cause)
    {
        _store.NewAuthority();

        Assert.Equal(cause, Assert.Throws<MimException>(() => Book.Check(wanted, default)).Cause);
        Assert.Equal(cause, Assert.Throws<MimException>(() => Book.Create(wanted, default)).Cause);
        Assert.Single(Book.Find([], default));
    }

    [Fact]
    public void CheckingChangesNothing()
    {
        Book.Check(new NewAuthority { Name = "corp", KeyAlgorithm = KeyAlgorithm.Rsa4096 }, default);

        Assert.Empty(Book.Find([], default));
    }
}
