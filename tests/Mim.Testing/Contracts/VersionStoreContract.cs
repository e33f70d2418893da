using Mim.Core;
using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IVersionStore"/> promises.</summary>
public abstract class VersionStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _identity = Sample.Identity("web01");

    [SuiteFact]
    public void Every_field_comes_back()
    {
        var authority = Sample.Identity("corp", IdentityKind.CertificateAuthority);
        var version = Sample.Version(_identity) with { AuthorityId = authority.Id, IssuerVersionId = Guid.CreateVersion7() };
        var bare = new CredentialVersion { Id = Guid.CreateVersion7(), IdentityId = _identity.Id, Number = 2, State = VersionState.PreActivation };
        Inventory.Add(authority);
        Add(version, bare);

        Assert.Equivalent(version, Inventory.Versions.Get(version.Id), strict: true);
        Assert.Equivalent(bare, Inventory.Versions.Get(bare.Id), strict: true);
        Assert.Null(Inventory.Versions.Get(Guid.CreateVersion7()));
    }

    [SuiteFact]
    public void Versions_of_an_identity_come_oldest_first()
    {
        Add(Sample.Version(_identity, 2), Sample.Version(_identity, 10), Sample.Version(_identity));

        Assert.Equal([1, 2, 10], Inventory.Versions.OfIdentity(_identity.Id).Select(version => version.Number));
        Assert.Empty(Inventory.Versions.OfIdentity(Guid.CreateVersion7()));
    }

    [SuiteFact]
    public void Versions_are_found_by_their_ids()
    {
        var versions = Enumerable.Range(1, 40).Select(number => Sample.Version(_identity, number)).ToArray();
        Add(versions);

        var wanted = versions.Skip(1).Select(version => version.Id).Append(Guid.CreateVersion7()).ToList();
        Assert.Equal(wanted.SkipLast(1).Order(), Inventory.Versions.Find(new VersionQuery { Ids = wanted }, None).Select(version => version.Id));
        var one = new VersionQuery { Ids = wanted, Fingerprint = versions[5].Fingerprint, SerialNumber = versions[5].SerialNumber };
        Assert.Contains(versions[5].Id, Inventory.Versions.Find(one, None).Select(version => version.Id));
        Assert.Empty(Inventory.Versions.Find(one with { Fingerprints = [] }, None));
        Assert.Empty(Inventory.Versions.Find(new VersionQuery { Ids = [] }, None));
    }

    [SuiteFact]
    public void An_update_changes_the_state_and_never_the_certificate()
    {
        var version = Sample.Version(_identity);
        Add(version);
        var changed = version with
        {
            State = VersionState.Revoked,
            StateReason = "KeyCompromise",
            StateAt = Sample.Now.AddDays(3),
            DueAt = null,
            HasPrivateKey = false,
        };

        Inventory.Write(transaction => transaction.Versions.Update(changed with { Certificate = [1], SerialNumber = "01" }));

        Assert.Equivalent(changed, Inventory.Versions.Get(version.Id), strict: true);
    }

    [SuiteFact]
    public void A_number_is_taken_once()
    {
        Add(Sample.Version(_identity));

        Assert.Equal(
            MimErrorCause.IdentityExists,
            Assert.Throws<MimException>(() => Inventory.Write(transaction => transaction.Versions.Add(Sample.Version(_identity)))).Cause);
    }

    [SuiteFact]
    public void Versions_are_found_by_each_of_their_marks_and_by_several()
    {
        var authority = Sample.Identity("corp", IdentityKind.CertificateAuthority);
        Inventory.Add(authority);
        var versions = Enumerable.Range(1, 1200)
            .Select(number => Sample.Version(_identity, number) with { AuthorityId = authority.Id, KeyFingerprint = Sample.Digest($"{number % 2}") })
            .ToArray();
        Add(versions);

        Assert.Equal([versions[6].Id], Find(new VersionQuery { Fingerprint = versions[6].Fingerprint }));
        string[] fingerprints = [versions[6].Fingerprint!, versions[8].Fingerprint!, Sample.Digest("none")];
        Assert.Equal([versions[6].Id, versions[8].Id], Find(new VersionQuery { Fingerprints = fingerprints }));
        Assert.Equal([versions[8].Id], Find(new VersionQuery { Fingerprint = versions[8].Fingerprint, Fingerprints = fingerprints }));
        Assert.Empty(Find(new VersionQuery { Fingerprints = [] }));
        Assert.Equal([versions[6].Id], Find(new VersionQuery { AuthorityId = authority.Id, SerialNumber = versions[6].SerialNumber }));
        Assert.Equal(versions.Where(v => v.Number % 2 == 1).Select(v => v.Id), Find(new VersionQuery { KeyFingerprint = Sample.Digest("1") }));
        Assert.Equal(versions.Select(v => v.Id), Find(new VersionQuery { AuthorityId = authority.Id }));
        Assert.Empty(Find(new VersionQuery { Fingerprint = versions[6].Fingerprint, KeyFingerprint = versions[7].KeyFingerprint }));
        Assert.Empty(Find(new VersionQuery { Fingerprint = versions[6].Fingerprint, AuthorityId = Guid.CreateVersion7() }));
    }

    [SuiteFact]
    public void A_query_without_conditions_is_refused() =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Find(new VersionQuery())).Cause);

    private void Add(params CredentialVersion[] versions) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_identity);
        Array.ForEach(versions, transaction.Versions.Add);
    });

    private List<Guid> Find(VersionQuery query) => [.. Inventory.Versions.Find(query, None).Select(version => version.Id)];
}
