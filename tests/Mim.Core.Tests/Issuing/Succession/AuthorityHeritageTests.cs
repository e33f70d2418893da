using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing.Succession;

public sealed class AuthorityHeritageTests : IDisposable
{
    private readonly TestSession _store = new();

    private AuthorityBook Book => _store.Session.Authorities;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_is_not_said_is_taken_over_and_the_addresses_are_not()
    {
        Book.Create(
            new NewAuthority
            {
                Name = "corp",
                Subject = "CN=Corp Root,O=Corp",
                KeyAlgorithm = KeyAlgorithm.EcdsaP384,
                PathLength = 2,
                NameConstraints = new NameConstraints { Permitted = new SubjectNames { Dns = ["corp.test"] } },
                CrlUrls = ["http://pki.corp.test/corp.crl"],
                CrlLifetime = TimeSpan.FromDays(3),
                Owner = "ops@corp.test",
                Criticality = Criticality.High,
                Tags = ["pki"],
            },
            default);

        var next = Book.Create(new NewAuthority { Name = "corp-2", Replaces = "corp", NameConstraints = new NameConstraints() }, default);

        Assert.Equal(("CN=Corp Root,O=Corp", "EcdsaP384", 2), (next.Subject, next.KeyAlgorithm, next.PathLength));
        Assert.Equal(TimeSpan.FromDays(3), next.CrlLifetime);
        Assert.Equal(("ops@corp.test", Criticality.High), (next.Identity.Owner, next.Identity.Criticality));
        Assert.Equal(["pki"], next.Identity.Tags);
        Assert.Empty(next.CrlUrls);
        await _store.Session.Succession.SetAsync(next.Id, AuthorityState.Active, false, default);
        var outside = new NewCertificate { Name = "web.other.test", Authority = "corp-2" };
        Assert.Equal(MimErrorCause.NameConstraintViolation, Assert.Throws<MimException>(
            () => _store.Session.Certificates.Issue(outside, default)).Cause);
    }

    [Fact]
    public void What_is_said_counts_for_more()
    {
        _store.NewAuthority();
        var next = Book.Create(
            new NewAuthority
            {
                Name = "corp-2", Replaces = "corp", Subject = "CN=Other", KeyAlgorithm = KeyAlgorithm.Rsa2048, Owner = "pki@corp.test",
            },
            default);
        Assert.Equal(("CN=Other", "Rsa2048", "pki@corp.test"), (next.Subject, next.KeyAlgorithm, next.Identity.Owner));
    }

    [Fact]
    public async Task An_intermediate_is_issued_anew_by_whoever_took_the_place_of_its_parent()
    {
        _store.NewAuthority("root");
        _store.NewAuthority("issuing", "root");
        Assert.Equal("root", Book.Create(new NewAuthority { Name = "issuing-2", Replaces = "issuing" }, default).Parent);
        var next = Book.Create(new NewAuthority { Name = "root-2", Replaces = "root", CrossSign = true }, default);
        await _store.Session.Succession.SetAsync(next.Id, AuthorityState.Active, false, default);
        _store.NewAuthority("edge", "root");
        Assert.Equal("root-2", Book.Create(new NewAuthority { Name = "edge-2", Replaces = "edge" }, default).Parent);
    }

    public static TheoryData<NewAuthority, MimErrorCause> Refusals => new()
    {
        { new NewAuthority { Name = "x", Replaces = "nobody" }, MimErrorCause.AuthorityNotFound },
        { new NewAuthority { Name = "x", CrossSign = true }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "root", Replaces = "root" }, MimErrorCause.IdentityExists },
        { new NewAuthority { Name = "x", Replaces = "root", Parent = "other" }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", Replaces = "issuing", CrossSign = true }, MimErrorCause.InvalidArgument },
        { new NewAuthority { Name = "x", Replaces = "old" }, MimErrorCause.WrongState },
        { new NewAuthority { Name = "x", Replaces = "old-2" }, MimErrorCause.WrongState },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void CheckAndCreateRefuseAlike(NewAuthority wanted, MimErrorCause cause)
    {
        _store.NewAuthority("root");
        _store.NewAuthority("other");
        _store.NewAuthority("issuing", "root");
        _store.NewAuthority("old");
        Book.Create(new NewAuthority { Name = "old-2", Replaces = "old" }, default);
        var count = Book.Find([], default).Count();

        Assert.Equal(cause, Assert.Throws<MimException>(() => Book.Check(wanted, default)).Cause);
        Assert.Equal(cause, Assert.Throws<MimException>(() => Book.Create(wanted, default)).Cause);
        Assert.Equal(count, Book.Find([], default).Count());
    }
}
