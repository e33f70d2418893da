using System.Text;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Tokens;
using Mim.Core.Vault;
using Mim.Delivery;
using Mim.Inventory;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Composition.Tests.Canary;

/// <summary>Known secrets go through a whole life cycle, and are looked for wherever they must not be.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Passphrase = "canary-passphrase-5f1c";
    private const string SecondPassphrase = "canary-second-passphrase-09be";
    private const string ExportPassword = "canary-export-password-77aa";
    private const string TargetPassword = "canary-target-password-d410";
    private const string AccountPassword = "canary-account-password-c3a9";
    private const string KeptSecret = "canary-kept-secret-31d7";
    private const string WrongPassword = "canary-wrong-password-2e2e";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder _store = new();
    private readonly TemporaryFolder _installed = new();
    private readonly Canaries _canaries = new();
    private readonly StringBuilder _said = new();
    private readonly FakeRotator _server = new();
    private readonly CanaryClients _clients;
    private RecordingKeyFactory? _keys;

    public CanaryTests() => _clients = new CanaryClients(_canaries);

    public void Dispose()
    {
        _store.Dispose();
        _installed.Dispose();
    }

    [Fact]
    public void No_secret_is_found_where_it_must_not_be()
    {
        using (var session = Open())
        {
            Live(session);
            Describe(session);
            AddCanaries();
            AssertAbsent(_store.Path);
        }

        Assert.Empty(Directory.GetFiles(_store.Path, "*-wal"));
        AssertAbsent(_store.Path);
        Assert.Empty(_canaries.In(_said.ToString()));
        Assert.NotEmpty(_canaries.In(File.ReadAllBytes(_installed["web.key"])));
        var left = Directory.GetFiles(_installed.Path).Select(Path.GetFileName).Where(name => name!.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Empty(left);
    }

    private static KeyMaterial Secret(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    private MimSession Open()
    {
        var composition = new MimComposition();
        var reference = new StoreReference { Location = _store["inventory.db"], Passphrase = () => Secret(Passphrase) };
        using (var passphrase = Secret(Passphrase))
        {
            composition.Initialize(reference, new NewStore { Passphrase = passphrase }, DecoratedSession.NewContext(), None).Dispose();
        }

        Fail(() =>
        {
            using var locked = composition.Open(reference with { Passphrase = () => Secret(WrongPassword) }, DecoratedSession.NewContext(), None);
            locked.Keyring.RotateStoreKey(null, None);
        });
        var inventory = new SqliteStoreFactory(TimeProvider.System).Open(reference.Location, create: false, None);
        var parts = composition.Parts(inventory, reference, DecoratedSession.NewContext());
        _keys = new RecordingKeyFactory(parts.Keys);
        return new MimSession(parts with
        {
            Keys = _keys,
            Rotators = [_server],
            OAuth = _clients.Server,
            Targets = [.. parts.Targets.Where(adapter => adapter.Kind != TargetKind.Account), new AccountTargetAdapter([_server])],
        });
    }

    private void Live(MimSession session)
    {
        session.Authorities.Create(new NewAuthority { Name = "corp" }, None);
        var web = session.Certificates.Issue(new NewCertificate { Name = "web.corp.test" }, None);
        var api = session.Certificates.Issue(new NewCertificate { Name = "api.corp.test", KeyAlgorithm = KeyAlgorithm.Rsa2048 }, None);
        session.Targets.Add(new NewTarget { IdentityId = web.Id, Settings = new FileTargetSettings { Path = _installed["web.pem"], KeyPath = _installed["web.key"] } }, None);
        using (var password = Secret(TargetPassword))
        {
            var file = new FileTargetSettings { Path = _installed["api.pfx"], Layout = FileLayout.Pfx };
            session.Targets.Add(new NewTarget { IdentityId = api.Id, Settings = file, Password = password }, None);
        }

        Say(session.Rotation.PublishAsync([web.Id, api.Id], null, None).ToBlockingEnumerable());
        var rotated = session.Rotation.RotateAsync([web.Id, api.Id], new RotationOptions(), None).ToBlockingEnumerable().ToList();
        Say(rotated);
        Assert.All(rotated, result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        Say([session.Rotation.UndoAsync(rotated[1].RotationId!.Value, None).GetAwaiter().GetResult()]);
        RotateAccount(session);
        _clients.Rotate(session, _installed);
        _said.Append(_clients.Said);
        ExportAndImport(session, api);
        KeepAndHandOff(session);
        MakeTokens(session);
        using (var second = Secret(SecondPassphrase))
        {
            session.Keyring.AddPassphrase("second", second, None);
        }

        session.Keyring.RotateStoreKey(null, None);
        Say([session.Revocation.Revoke(web.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, None)]);
        session.RevocationLists.Publish(session.Authorities.Find([], None).Single().Id, _store["corp.crl"], null, None);
        Fail(() => session.Rotation.UndoAsync(rotated[0].RotationId!.Value, None).GetAwaiter().GetResult());
        Fail(() => session.Certificates.Issue(new NewCertificate { Name = "web.corp.test" }, None));
        session.Audit.Export(_store["audit.jsonl"], _store["audit.pem"], None);
        session.Store.Backup(_store["backup.db"], null, None);
        session.Disposer.DisposeOfAsync(api.Id, "Gone", isForced: false, None).GetAwaiter().GetResult();
    }

    /// <summary>An account with a consumer, rotated, refused once by its server, and refused before that a password that is wrong.</summary>
    private void RotateAccount(MimSession session)
    {
        _server.Passwords["app"] = AccountPassword;
        using var password = Secret(AccountPassword);
        using var wrong = Secret(WrongPassword);
        using var keeper = Secret(FakeRotator.AdministratorPassword);
        session.Secrets.Create(new NewSecret { Name = "keeper", Value = keeper, UserName = FakeRotator.Administrator }, None);
        var wanted = new NewAccount { Name = "app", Settings = FakeRotator.Place("app"), Password = password, Administrator = "keeper", Tags = ["library=apps"] };
        Fail(() => session.Accounts.RegisterAsync(wanted with { Password = wrong }, None).GetAwaiter().GetResult());
        var app = session.Accounts.RegisterAsync(wanted, None).GetAwaiter().GetResult();
        var file = new FileTargetSettings { Path = _installed["app.conf"], Layout = FileLayout.Template, Template = "{{password}}" };
        session.Targets.Add(new NewTarget { IdentityId = app.Id, Settings = file }, None);
        foreach (var outcome in (RotationOutcome[])[RotationOutcome.Completed, RotationOutcome.RolledBack])
        {
            var result = session.Rotation.RotateAsync([app.Id], new RotationOptions(), None).ToBlockingEnumerable().Single();
            Say([result with { Error = null }]);
            _said.AppendLine(result.Error?.ToString());
            Assert.Equal(outcome, result.Outcome);
            var calls = 0;
            _server.Before = (method, _) =>
            {
                if (method == nameof(IAccountRotator.LogInAsync) && ++calls == 1)
                {
                    throw new MimException(MimErrorCause.InstallFailed, "It is gone.");
                }
            };
        }

        _server.Before = (_, _) => { };
        LendAccount(session, app);
        Say(session.Identities.Find(new IdentityQuery(), None));
        Assert.Equal(_server.Passwords["app"], File.ReadAllText(_installed["app.conf"]));
    }

    /// <summary>Borrowed, refused to another, and returned.</summary>
    private void LendAccount(MimSession session, MachineIdentity app)
    {
        var loan = new AccountLoan { Library = "apps", Purpose = "drill" };
        using (var lent = session.Lending.Borrow(loan, None))
        {
            _canaries.AddText("lent password", Encoding.UTF8.GetString(lent.Password.Span));
            _said.AppendLine(lent.ToString());
            Fail(() => session.Lending.Borrow(loan, None));
        }

        Say(session.Lending.ReturnAsync([app.Id], isForced: false, new RotationOptions(), None).ToBlockingEnumerable());
        Say(session.Lending.Find(new AccountLeaseQuery(), None));
    }

    private void ExportAndImport(MimSession session, MachineIdentity api)
    {
        using (var password = Secret(ExportPassword))
        {
            var export = new CertificateExport
            {
                IdentityId = api.Id, Layout = new ExportLayout { Format = ExportFormat.Pfx }, IncludePrivateKey = true, Password = password,
            };
            session.Exporter.ExportTo(_store["api.pfx"], export, overwrite: false, None);
            session.Exporter.ExportTo(_store["api.pem"], export with { Layout = new ExportLayout() }, overwrite: false, None);
            Say(session.Importer.ImportFile(_store["api.pfx"], password, new ImportDocumentation { Name = "copy" }, None));
        }

        using var wrong = Secret(WrongPassword);
        Fail(() => Assert.Empty(session.Importer.ImportFile(_store["api.pfx"], wrong, new ImportDocumentation(), None)));
    }

    private void KeepAndHandOff(MimSession session)
    {
        using var value = Secret(KeptSecret);
        var identity = session.Secrets.Create(new NewSecret { Name = "db01", Value = value }, None);
        var wanted = new NewHandOff(new SecretQuestion(identity.Id, null), TimeSpan.FromHours(1), "plain text");
        using var waiting = session.HandOffs.Create(wanted, None);
        using var received = session.HandOffs.Create(wanted, None);
        Say([waiting.HandOff, received.HandOff]);
        Say([waiting.ToString(), received.ToString()]);
        for (var time = 0; time < 2; time++)
        {
            using var reading = session.HandOffs.Receive(received.Token, "plain text", None);
            Say([reading.Error?.ToString() ?? reading.ToString()]);
        }

        _canaries.AddText("token that waits", Encoding.ASCII.GetString(waiting.Token.Span));
        _canaries.AddText("token that was used", Encoding.ASCII.GetString(received.Token.Span));
    }

    private void MakeTokens(MimSession session)
    {
        session.TokenAuthorities.Create(new NewTokenAuthority { Name = "corp" }, None);
        foreach (var authority in new[] { null, "corp" })
        {
            using var token = session.Tokens.Create(new NewToken { Name = $"agent {authority}", Authority = authority, Form = "plain text" }, None);
            Say([token.Identity]);
            Say([token.ToString()]);
            Say([session.Tokens.Test(new TokenQuestion { Token = token.Token }, None)]);
            _canaries.AddText($"token of {authority ?? "nobody"}", Encoding.ASCII.GetString(token.Token.Span));
        }
    }

    /// <summary>Everything that a session shows, as text and as JSON.</summary>
    private void Describe(MimSession session)
    {
        Say(session.Identities.Find(new IdentityQuery { IncludeDestroyed = true }, None));
        foreach (var identity in session.Identities.Find(new IdentityQuery { IncludeDestroyed = true }, None).ToList())
        {
            Say(session.Identities.Versions(identity.Id));
            Say(session.Identities.Locations(identity.Id));
        }

        Say(session.Targets.Find(null, None));
        Say(session.Keyring.Recipients());
        Say(session.Audit.Read(new AuditQuery(), None));
        foreach (var rotation in session.Rotation.Find(new RotationQuery(), None).ToList())
        {
            Say([rotation]);
            Say(session.Rotation.Journal(rotation.Id));
        }

        Say([session.Store.Describe(None)]);
        Say(session.Store.Test(None));
    }

    private void Say<T>(IEnumerable<T> objects)
    {
        foreach (var item in objects)
        {
            _said.AppendLine(item!.ToString()).AppendLine(JsonSerializer.Serialize(item));
        }
    }

    private void Fail(Action act) => _said.AppendLine(Assert.ThrowsAny<MimException>(act).ToString());

    private void AddCanaries()
    {
        _canaries.AddText("passphrase", Passphrase);
        _canaries.AddText("second passphrase", SecondPassphrase);
        _canaries.AddText("export password", ExportPassword);
        _canaries.AddText("target password", TargetPassword);
        _canaries.AddText("wrong password", WrongPassword);
        _canaries.AddText("registered account password", AccountPassword);
        _canaries.AddText("account password", _server.Passwords["app"]);
        _canaries.AddText("administrator password", FakeRotator.AdministratorPassword);
        _canaries.AddText("kept secret", KeptSecret);
        foreach (var (index, pkcs8) in _keys!.Keys.Index())
        {
            _canaries.AddKey($"private key {index}", pkcs8);
        }

        Assert.True(_keys.Keys.Count >= 5);
    }

    private void AssertAbsent(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            Assert.True(_canaries.In(content).ToList() is [], $"{path} holds {string.Join(", ", _canaries.In(content))}");
        }
    }
}
