using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mim.Testing.Programs;

/// <summary>
/// A real sshd on a free loopback port, run by the user who runs the tests, who may log in with <see cref="UserKey"/>. It ends with
/// the test process, however that ends.
/// </summary>
public sealed class SshServer : IDisposable
{
    private const string Guard = "trap '' HUP INT TERM; \"$@\" & read -r _; kill $!; wait; rm -rf \"$0\"";

    private readonly string _folder = Directory.CreateTempSubdirectory("mim-sshd-").FullName;
    private readonly Process _guard;
    private bool _isOver;

    /// <param name="keyTypes">Types of its host keys, as ssh-keygen names them; ed25519 when none is given.</param>
    /// <param name="settings">
    /// Further lines of its configuration, which count for more than the usual ones; <c>%d</c> stands for its folder.
    /// </param>
    public SshServer(IReadOnlyList<string>? keyTypes = null, params IReadOnlyList<string> settings)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd");
        }

        Generate("ed25519", UserKey);
        File.Copy(UserKey + ".pub", this["authorized_keys"]);
        var types = keyTypes ?? ["ed25519"];
        foreach (var type in types)
        {
            Generate(type, HostKey(type));
        }

        const int attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            Configure(types, settings);
            _guard = Start();
            if (IsListening())
            {
                break;
            }

            // Somebody took the port before the server did.
            _guard.Dispose();
            Assert.True(attempt < attempts, File.Exists(this["log"]) ? File.ReadAllText(this["log"]) : "sshd did not start");
        }

        File.WriteAllLines(KnownHosts, types.Select(type => string.Create(
            CultureInfo.InvariantCulture, $"[127.0.0.1]:{Port} {File.ReadAllText(HostKey(type) + ".pub").Trim()}")));
    }

    public int Port { get; private set; }

    /// <summary>Private key that logs in.</summary>
    public string UserKey => this["id_user"];

    /// <summary>File in which this server is known.</summary>
    public string KnownHosts => this["known_hosts"];

    /// <summary>Full path of something in its folder.</summary>
    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Lets <see cref="UserKey"/> log in to any account, which must be able to read the list of keys for that.</summary>
    public void OpenToAll()
    {
        ProgramRunner.Run("chmod", "o+x", _folder).Succeeded();
        ProgramRunner.Run("chmod", "o+r", this["authorized_keys"]).Succeeded();
    }

    /// <summary>Takes a host key from it, for good.</summary>
    public void Forget(string type)
    {
        var lines = File.ReadAllLines(this["sshd_config"]);
        File.WriteAllLines(this["sshd_config"], lines.Where(line => line != $"HostKey {HostKey(type)}"));
        ProgramRunner.Run("kill", "-HUP", File.ReadAllText(this["pid"]).Trim()).Succeeded();
    }

    public string HostKey(string type) => this[$"ssh_host_{type}_key"];

    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
    }

    private static void Generate(string type, string path) =>
        ProgramRunner.Run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", Path.GetFileName(path), "-f", path).Succeeded();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Configure(IReadOnlyList<string> types, IReadOnlyList<string> settings) => File.WriteAllLines(
        this["sshd_config"],
        [
            // Of settings that are there twice the first counts; what stands behind a match is of it alone.
            .. Placed(settings.TakeWhile(line => !IsMatch(line))),
            "ListenAddress 127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"Port {Port}"),
            .. types.Select(type => $"HostKey {HostKey(type)}"),
            $"AuthorizedKeysFile {this["authorized_keys"]}",
            $"PidFile {this["pid"]}",
            "StrictModes no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "PrintMotd no",

            // Many may be on their way in at once, as of clients that come without a pace.
            "MaxStartups 1000",
            .. Placed(settings.SkipWhile(line => !IsMatch(line))),
        ]);

    private static bool IsMatch(string line) => line.StartsWith("Match ", StringComparison.Ordinal);

    private IEnumerable<string> Placed(IEnumerable<string> lines) => lines.Select(line => line.Replace("%d", _folder, StringComparison.Ordinal));

    private Process Start() => Process.Start(new ProcessStartInfo(
        "/bin/sh", ["-c", Guard, _folder, ProgramFinder.Find("sshd")!, "-D", "-f", this["sshd_config"], "-E", this["log"]])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private bool IsListening()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                if (File.Exists(this["log"]) && File.ReadAllText(this["log"]).Contains("Cannot bind", StringComparison.Ordinal))
                {
                    return false;
                }

                Thread.Sleep(50);
            }
        }

        return false;
    }
}
