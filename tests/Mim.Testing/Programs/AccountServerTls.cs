using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Rotation;

namespace Mim.Testing.Programs;

/// <summary>What servers of accounts show, issued and delivered by an authority of the product; the files stay for as long as the process.</summary>
public static class AccountServerTls
{
    /// <summary>The only name in the certificate.</summary>
    public const string Name = "localhost";

    private static readonly Lazy<TemporaryFolder> _folder = new(Make);

    /// <summary>PEM: the server's certificate and what is above it.</summary>
    public static string CertificateFile => _folder.Value["server.pem"];

    /// <summary>PEM, PKCS#8.</summary>
    public static string KeyFile => _folder.Value["server.key"];

    /// <summary>PEM: the root that clients trust.</summary>
    public static string AuthorityFile => _folder.Value["corp.pem"];

    /// <summary>PEM: another root of the same name.</summary>
    public static string StrangeAuthorityFile => _folder.Value["other.pem"];

    private static TemporaryFolder Make()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        using var session = DecoratedSession.Open(folder["inventory.db"]);
        foreach (var name in (string[])["corp", "other"])
        {
            var authority = session.Authorities.Create(new NewAuthority { Name = name, Subject = "CN=corp" }, CancellationToken.None);
            var root = session.Identities.Versions(authority.Identity.Id).Single().Certificate!;
            File.WriteAllText(folder[$"{name}.pem"], PemEncoding.WriteString("CERTIFICATE", root));
        }

        var identity = session.Certificates.Issue(new NewCertificate { Name = Name, DnsNames = [Name], Authority = "corp" }, CancellationToken.None);
        var files = new FileTargetSettings { Path = folder["server.pem"], KeyPath = folder["server.key"] };
        session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = files }, CancellationToken.None);
        var published = Assert.Single(session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable());
        Assert.Equal(RotationOutcome.Completed, published.Outcome);
        return folder;
    }
}
