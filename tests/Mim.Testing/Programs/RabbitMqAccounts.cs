using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Mim.Core.Accounts;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>Users of a RabbitMQ node that tests share, with a folder and a port mapper of its own.</summary>
public sealed class RabbitMqAccounts : AccountServer
{
    private static readonly Lazy<RabbitMqPorts> _node = new(Start);
    private static readonly HttpClient _client = new();

    public override AccountSystem System => AccountSystem.RabbitMq;

    public override int Port => _node.Value.Amqp;

    public override AccountSettings Settings(params IReadOnlyList<string> accounts) =>
        base.Settings(accounts) with { ManagementPort = _node.Value.Management };

    public override AccountSettings TlsSettings(params IReadOnlyList<string> accounts) =>
        base.TlsSettings(accounts) with { ManagementPort = _node.Value.ManagementTls };

    protected override int TlsPort => _node.Value.AmqpTls;

    public override void Make(string account, string password) => Put($"users/{Uri.EscapeDataString(account)}", new { password, tags = "" });

    /// <summary>Makes a virtual host that nobody may enter.</summary>
    public void MakeHost(string name) => Put($"vhosts/{name}", new { });

    /// <summary>Makes a user with a tag.</summary>
    public void MakeTagged(string account, string password, string tag) => Put($"users/{account}", new { password, tags = tag });

    /// <summary>What the node says of a user, as JSON.</summary>
    public string Describe(string account) => Send(new HttpRequestMessage(HttpMethod.Get, Place($"users/{account}")));

    private void Put(string what, object content) => Send(new HttpRequestMessage(HttpMethod.Put, Place(what)) { Content = JsonContent.Create(content) });

    private static Uri Place(string what) => new($"http://127.0.0.1:{_node.Value.Management}/api/{what}");

    private string Send(HttpRequestMessage request)
    {
        using (request)
        {
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Administrator}:{AdministratorPassword}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
            using var response = _client.Send(request);
            using var reader = new StreamReader(response.EnsureSuccessStatusCode().Content.ReadAsStream());
            return reader.ReadToEnd();
        }
    }

    private static RabbitMqPorts Start()
    {
        var folder = new TemporaryFolder();
        var keeper = new RabbitMqAccounts();
        var ports = new RabbitMqPorts(LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free());
        var (mapper, distribution) = (LoopbackPort.Free(), LoopbackPort.Free());
        IEnumerable<string> Files(string prefix) =>
        [
            $"{prefix}.certfile = {AccountServerTls.CertificateFile}", $"{prefix}.keyfile = {AccountServerTls.KeyFile}",
            $"{prefix}.cacertfile = {AccountServerTls.AuthorityFile}",
        ];
        File.WriteAllLines(folder["rabbitmq.conf"], [
            $"listeners.tcp.1 = 127.0.0.1:{ports.Amqp}", $"listeners.ssl.1 = 127.0.0.1:{ports.AmqpTls}", "management.tcp.ip = 127.0.0.1", $"management.tcp.port = {ports.Management}",
            "management.ssl.ip = 127.0.0.1", $"management.ssl.port = {ports.ManagementTls}", .. Files("ssl_options"), .. Files("management.ssl"),
            $"default_user = {keeper.Administrator}", $"default_pass = {keeper.AdministratorPassword}", "loopback_users = none", "log.console = true",
        ]);
        File.WriteAllText(folder["plugins"], "[rabbitmq_management].\n");

        // Without one of its own the node would leave a port mapper of the whole machine behind.
        var mapping = new ServerProgram(folder["epmd.log"], mapper, "epmd", "-port", Text(mapper), "-address", "127.0.0.1");

        // Told to expect input it is the process that is started here, and no child of a script.
        var node = new ServerProgram(folder["log"], ports.Management, "env", [
            $"HOME={folder.Path}", $"ERL_EPMD_PORT={mapper}", $"RABBITMQ_NODENAME=mim{ports.Amqp}@localhost", $"RABBITMQ_DIST_PORT={distribution}",
            $"RABBITMQ_MNESIA_BASE={folder["data"]}", $"RABBITMQ_LOG_BASE={folder["logs"]}", "RABBITMQ_LOGS=-", $"RABBITMQ_CONFIG_FILE={folder["rabbitmq.conf"]}", $"RABBITMQ_ENABLED_PLUGINS_FILE={folder["plugins"]}",
            "RABBITMQ_CONF_ENV_FILE=/dev/null", "RABBITMQ_ALLOW_INPUT=1", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=+S 1:1 -noinput",
            "/usr/lib/rabbitmq/bin/rabbitmq-server",
        ]);
        EndWithProcess(mapping, folder);
        EndWithProcess(node, folder);
        return ports;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
