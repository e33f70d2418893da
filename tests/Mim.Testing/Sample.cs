using System.Security.Cryptography;
using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Core.Sealing;

namespace Mim.Testing;

/// <summary>Records with every field filled in, for tests of what keeps them.</summary>
public static class Sample
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.Zero);

    public static MachineIdentity Identity(string name, IdentityKind kind = IdentityKind.Certificate) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Kind = kind,
        Name = name,
        Owner = "ops@corp.test",
        Purpose = "web",
        Criticality = Criticality.High,
        Environment = "production",
        Tags = ["blue", "team=web"],
        Status = VersionState.Active,
        Version = 1,
        NotBefore = Now,
        NotAfter = Now.AddDays(90),
        DueAt = Now.AddDays(60),
        Subject = $"CN={name}",
        SerialNumber = "00FA12",
        Fingerprint = Digest(name),
        KeyAlgorithm = "EcdsaP256",
        HasPrivateKey = true,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    public static CredentialVersion Version(MachineIdentity identity, int number = 1) => new()
    {
        Id = Guid.CreateVersion7(Now.AddMilliseconds(number)),
        IdentityId = identity.Id,
        Number = number,
        State = VersionState.Active,
        StateReason = "Issued",
        StateAt = Now,
        NotBefore = Now,
        NotAfter = Now.AddDays(90),
        DueAt = Now.AddDays(60),
        Subject = $"CN={identity.Name}",
        Issuer = "CN=corp",
        SerialNumber = $"00FA{number:X2}",
        Fingerprint = Digest($"{identity.Id}/{number}"),
        KeyFingerprint = Digest($"{identity.Id}/{number}/key"),
        KeyAlgorithm = "EcdsaP256",
        Template = """{"profile":"Server"}""",
        Certificate = RandomNumberGenerator.GetBytes(600),
        Chain = RandomNumberGenerator.GetBytes(500),
        HasPrivateKey = true,
        CreatedAt = Now,
    };

    public static SealedValue Sealed(Guid owner, SealedPurpose purpose = SealedPurpose.PrivateKey, int generation = 1) => new()
    {
        Id = Guid.CreateVersion7(Now),
        OwnerId = owner,
        Purpose = purpose,
        KeyGeneration = generation,
        WrappedDataKey = RandomNumberGenerator.GetBytes(60),
        Ciphertext = RandomNumberGenerator.GetBytes(166),
        CreatedAt = Now,
    };

    public static Target Target(MachineIdentity identity, string path = "/srv/web.pem") => new()
    {
        Id = Guid.CreateVersion7(Now),
        IdentityId = identity.Id,
        Identity = identity.Name,
        Kind = TargetKind.File,
        Address = path,
        Settings = new FileTargetSettings { Path = path, KeyPath = $"{path}.key", Owner = "web", Mode = 0x1A0 },
        Window = new MaintenanceWindow("0 2 * * SUN", TimeSpan.FromHours(2), "Europe/Berlin"),
        HasPassword = true,
        InstalledVersionId = Guid.CreateVersion7(Now),
        InstalledVersion = 3,
        InstalledAt = Now,
        CreatedAt = Now,
    };

    public static TargetSettings TargetSettings(TargetKind kind)
    {
        var host = new TargetHost("web01.test") { Port = 2222, User = "ops", JumpHost = "jump.test", UseSudo = true };
        var files = new FileTargetSettings
        {
            Path = "/srv/web.pem", Alias = "web", Namespace = "shop", Layout = FileLayout.SecretManifest, Owner = "web", Mode = 0x1A0,
        };
        return kind switch
        {
            TargetKind.File => files with { Host = host },
            TargetKind.Account => new AccountSettings
            {
                System = AccountSystem.PostgreSql, Server = "db01.test", Port = 6432, Database = "shop", Accounts = ["app_a", "app_b"],
                AdministratorId = new Guid("01890a5d-ac96-774b-bcce-b302099a8058"), UseTls = true, AuthorityFile = "/etc/ca.pem",
                Timeout = TimeSpan.FromSeconds(1.5), Scripts = new AccountScripts("change", "prove") { TakeBack = "back" }, RestartsServices = true,
            },
            TargetKind.OAuthClient => new OAuthClientSettings
            {
                Authentication = OAuthAuthentication.PrivateKeyJwt, TokenEndpoint = "https://idp.test/token", Issuer = "https://idp.test",
                ClientEndpoint = "https://idp.test/reg/app", AdministratorId = new Guid("01890a5d-ac96-774b-bcce-b302099a8058"), Scope = "read write",
                AuthorityFile = "/etc/ca.pem", Timeout = TimeSpan.FromSeconds(1.5),
            },
            TargetKind.AuthorizedKeys => new AuthorizedKeysSettings { Host = host, Account = "web", Path = "/srv/keys", Options = "no-pty" },
            TargetKind.SshHostCertificate or TargetKind.SshTrustedAuthority or TargetKind.SshRevokedKeys => new SshServerSettings
            {
                Path = "/etc/ssh/web", TrustedFor = ["*.test"], Configuration = "/etc/ssh/sshd_config", ReloadCommand = ["true"],
                Listeners = [new ServiceListener("::1", 22, StartTls.None)], Timeout = TimeSpan.FromSeconds(1.5),
            },
            _ when kind.IsOfWindows() => new WindowsTargetSettings
            {
                Store = "LocalMachine/WebHosting", Binding = "web01.test:443", KeyReader = "S-1-5-20", Timeout = TimeSpan.FromSeconds(1.5),
                Listeners = [new ServiceListener("::1", 443, StartTls.None)], ServerNames = ["web01.test"],
            },
            _ => new ServiceTargetSettings
            {
                Files = files,
                Configuration = "/etc/web.conf",
                PidFile = "/run/web.pid",
                ValidateCommand = ["web", "-t"],
                ReloadCommand = ["sh", "-c", "kill -s HUP \"$(cat \"$1\")\"", "sh", "/run/web.pid"],
                ProveCommand = ["true"],
                Listeners = [new ServiceListener("::1", 587, StartTls.Smtp), new ServiceListener("web01.test", 443)],
                ServerNames = ["*.web01.test"],
                Timeout = TimeSpan.FromSeconds(1.5),
            },
        };
    }

    public static RotationRecord Rotation(MachineIdentity identity, RotationOutcome outcome = RotationOutcome.Running) => new()
    {
        Id = Guid.CreateVersion7(Now),
        IdentityId = identity.Id,
        Identity = identity.Name,
        RunId = Guid.CreateVersion7(Now),
        OldVersionId = Guid.CreateVersion7(Now),
        OldVersion = 1,
        NewVersionId = Guid.CreateVersion7(Now),
        NewVersion = 2,
        Step = RotationStep.Prove,
        Outcome = outcome,
        Reason = "Due",
        Attempt = 2,
        NotBefore = Now,
        RetireAt = Now.AddDays(1),
        StartedAt = Now,
        UpdatedAt = Now,
        EndedAt = Now,
    };

    public static RevocationRecord Revocation(MachineIdentity authority, string serialNumber) => new()
    {
        Id = Guid.CreateVersion7(Now),
        AuthorityId = authority.Id,
        VersionId = Guid.CreateVersion7(Now),
        SerialNumber = serialNumber,
        Reason = RevocationReason.KeyCompromise,
        RevokedAt = Now,
        InvalidityDate = Now.AddDays(-1),
        NotAfter = Now.AddDays(90),
    };

    public static AuditRecord Audit(long sequence, string act = "IssueCertificate", string subject = "web01") => new()
    {
        Sequence = sequence,
        At = Now.AddSeconds(sequence),
        Actor = "JÜRGEN",
        Host = "host1",
        RunId = new Guid("01890a5d-ac96-774b-bcce-b302099a8057"),
        Act = act,
        SubjectKind = "Identity",
        SubjectId = Digest(subject),
        SubjectName = subject,
        Outcome = ActOutcome.Succeeded,
        Detail = new Dictionary<string, string> { ["serialNumber"] = "00FA12", ["text"] = "\"ä\n€" },
        PreviousHash = Digest($"{sequence - 1}"),
        Hash = Digest($"{sequence}"),
    };

    /// <summary>Stores identities in one transaction.</summary>
    public static void Add(this IInventory inventory, params IEnumerable<MachineIdentity> identities) =>
        inventory.Write(transaction =>
        {
            foreach (var identity in identities)
            {
                transaction.Identities.Add(identity);
            }
        });

    /// <summary>A transaction without a result.</summary>
    public static void Write(this IInventory inventory, Action<IInventoryTransaction> work) =>
        inventory.Write(
            transaction =>
            {
                work(transaction);
                return true;
            },
            CancellationToken.None);

    public static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Stores an identity with a version and its sealed key.</summary>
    public static MachineIdentity Fill(this IInventory inventory, string name)
    {
        var identity = Identity(name);
        var version = Version(identity);
        inventory.Write(transaction =>
        {
            transaction.Identities.Add(identity with { CurrentVersionId = version.Id });
            transaction.Versions.Add(version);
            transaction.Sealed.Put(Sealed(version.Id));
        });
        return identity;
    }
}
