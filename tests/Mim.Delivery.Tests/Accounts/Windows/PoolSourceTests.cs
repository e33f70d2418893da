using System.Text;
using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;
using Mim.Delivery.Accounts.Windows;
using Mim.Testing;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>Application pools: the file that IIS reads, and objects that answer as its own do.</summary>
public sealed class PoolSourceTests : IDisposable
{
    private const string Configuration = """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration>
          <configSections />
          <system.applicationHost>
            <applicationPools>
              <add name="DefaultAppPool" />
              <add name="shop"><processModel identityType="SpecificUser" userName=".\app" password="[enc:IISWASOnlyAesProvider:AAAA:enc]" /></add>
              <add name="left over"><processModel identityType="ApplicationPoolIdentity" userName=".\app" /></add>
              <add name="by number"><processModel identityType="3" userName="WIN01\app" /></add>
              <applicationPoolDefaults><processModel identityType="ApplicationPoolIdentity" /></applicationPoolDefaults>
            </applicationPools>
          </system.applicationHost>
        </configuration>
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeAutomation _password = new() { Members = { ["Value"] = "First-Password-1" } };
    private readonly FakeAutomation _manager = new();
    private int _commits;

    public PoolSourceTests() => Configure(Configuration);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pools_with_an_account_of_their_own_are_found() => Assert.Equal(
        [("shop", @".\app", null), ("by number", @"WIN01\app", (string?)null)],
        Source().Read().Select(pool => (pool.Name, pool.Account, pool.Obstacle)));

    [Fact]
    public void What_a_pool_does_not_say_is_said_for_all_of_them()
    {
        Configure(Configuration.Replace(
            """<processModel identityType="ApplicationPoolIdentity" /></applicationPoolDefaults>""",
            """<processModel identityType="SpecificUser" userName="usual" /></applicationPoolDefaults>""",
            StringComparison.Ordinal));
        Assert.Equal(
            [("DefaultAppPool", "usual"), ("shop", @".\app"), ("by number", @"WIN01\app")],
            Source().Read().Select(pool => (pool.Name, pool.Account)));
    }

    [Fact]
    public void Without_IIS_there_are_none() =>
        Assert.Empty(new PoolSource(_folder["nowhere"], () => throw new InvalidOperationException()).Read());

    [Fact]
    public void Where_nothing_encrypts_passwords_that_is_their_obstacle()
    {
        var source = new PoolSource(_folder.Path, () => throw new AutomationException("Class not registered", unchecked((int)0x80040154)));
        Assert.All(source.Read(), pool => Assert.Contains("Class not registered", pool.Obstacle, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configuration_from_elsewhere_is_refused()
    {
        File.WriteAllText(_folder["redirection.config"], """<configuration><configurationRedirection enabled="true" path="\\share\iis" /></configuration>""");
        Assert.Equal(MimErrorCause.InstallFailed, Assert.Throws<MimException>(() => Source().Read()).Cause);
    }

    [Fact]
    public void A_password_is_written_by_IIS_and_told_by_it()
    {
        using var secret = Secret("Second-Password-2");
        var pool = Source().Read().First();
        Assert.False(Source().Holds(pool, secret));
        Source().Give(pool, secret);
        Assert.Equal(("Second-Password-2", 1, "MACHINE/WEBROOT/APPHOST"), (_password.Members["Value"], _commits, _manager.Members["CommitPath"]));
        Assert.True(Source().Holds(pool, secret));
    }

    [Fact]
    public void A_pool_that_is_gone_is_named()
    {
        using var secret = Secret("any");
        var error = Assert.Throws<MimException>(() => Source().Give(new WindowsLogOn(WindowsLogOnKind.Pool, "gone", ""), secret));
        Assert.Equal("The application pool 'gone' is gone.", error.Message);
    }

    [Fact]
    public void No_configuration_is_too_odd()
    {
        var mutator = new Mutator(seed: 41);
        var said = Encoding.UTF8.GetBytes(Configuration);
        for (var time = 0; time < 1000; time++)
        {
            File.WriteAllBytes(_folder["applicationHost.config"], mutator.Mutate(said));
            try
            {
                _ = Source().Read().ToList();
            }
            catch (MimException exception)
            {
                Assert.Equal(MimErrorCause.InstallFailed, exception.Cause);
            }
        }
    }

    private static KeyMaterial Secret(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    private void Configure(string text) => File.WriteAllText(_folder["applicationHost.config"], text);

    private PoolSource Source()
    {
        var process = new FakeAutomation();
        process.Members["GetPropertyByName"] = (IReadOnlyList<object?> told) => (string)told[0]! == "password" ? _password : null;
        var pool = new FakeAutomation();
        pool.Members["GetElementByName"] = (IReadOnlyList<object?> told) => (string)told[0]! == "processModel" ? process : null;
        pool.Members["GetPropertyByName"] = (IReadOnlyList<object?> told) =>
            (string)told[0]! == "name" ? new FakeAutomation { Members = { ["Value"] = "shop" } } : null;
        _manager.Members["GetAdminSection"] = new FakeAutomation { Members = { ["Collection"] = FakeAutomation.Collection(0, pool) } };
        _manager.Members["CommitChanges"] = (IReadOnlyList<object?> _) =>
        {
            _commits++;
            return (object?)null;
        };
        return new PoolSource(_folder.Path, () => _manager);
    }
}
