using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IAuthorityStore"/> promises.</summary>
public abstract class AuthorityStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void Every_field_comes_back_and_putting_again_replaces()
    {
        var root = Sample.Identity("root", IdentityKind.CertificateAuthority);
        var issuing = Sample.Identity("issuing", IdentityKind.CertificateAuthority);
        var bare = new AuthorityRecord { IdentityId = root.Id };
        var full = new AuthorityRecord
        {
            IdentityId = issuing.Id,
            ParentId = root.Id,
            ReplacesId = root.Id,
            State = AuthorityState.Tainted,
            PathLength = 0,
            NameConstraints = new NameConstraints
            {
                Permitted = new SubjectNames { Dns = ["corp.test"] },
                Excluded = new SubjectNames { Dns = ["hr.corp.test"] },
            },
            CrlUrls = ["http://crl.corp.test/a.crl"],
            OcspUrls = ["http://ocsp.corp.test"],
            IssuerUrls = ["http://aia.corp.test/a.cer"],
            CrlLifetime = TimeSpan.FromHours(36),
            NextCrlNumber = 5_000_000_000,
        };
        Inventory.Add(root, issuing);
        Inventory.Write(transaction =>
        {
            transaction.Authorities.Put(bare with { NextCrlNumber = 9 });
            transaction.Authorities.Put(bare);
            transaction.Authorities.Put(full);
        });

        Assert.Equivalent(bare, Inventory.Authorities.Get(root.Id), strict: true);
        Assert.Equivalent(full, Inventory.Authorities.Get(issuing.Id), strict: true);
        Assert.Equal(2, Inventory.Authorities.All().Count);
        Assert.Null(Inventory.Authorities.Get(Guid.CreateVersion7()));
    }
    [SuiteFact]
    public void It_is_known_when_an_authority_issued_lately()
    {
        var corp = Sample.Identity("corp", IdentityKind.CertificateAuthority);
        var web = Sample.Identity("web01");
        Inventory.Add(corp, web);
        Inventory.Write(transaction =>
        {
            for (var number = 1; number <= 3; number++)
            {
                var at = Sample.Now.AddSeconds(number);
                transaction.Versions.Add(Sample.Version(web, number) with { Id = Guid.CreateVersion7(at), AuthorityId = corp.Id, CreatedAt = at });
            }
        });

        Assert.Equal(Sample.Now.AddSeconds(3), Inventory.Authorities.IssuedAt(corp.Id, 1));
        Assert.Equal(Sample.Now.AddSeconds(1), Inventory.Authorities.IssuedAt(corp.Id, 3));
        Assert.Null(Inventory.Authorities.IssuedAt(corp.Id, 4));
        Assert.Null(Inventory.Authorities.IssuedAt(web.Id, 1));
    }
}
