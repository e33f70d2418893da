using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;
using Mim.Delivery.Accounts.Windows;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>The Task Scheduler, by objects that answer as its do.</summary>
public sealed class TaskSourceTests
{
    private const string Secret = "Second-Password-2";
    private readonly List<(string Folder, IReadOnlyList<object?> Told)> _registered = [];
    private AutomationException? _refusal;

    [Fact]
    public void Tasks_that_keep_a_password_are_found_in_every_folder()
    {
        var found = Source().Read().ToList();
        Assert.Equal(
            [(@"\nightly", @"WIN01\app"), (@"\Shop\Deep\weekly", @".\app"), (@"\Shop\Deep\either", "name of S-1-5-21-1")],
            found.Select(logOn => (logOn.Name, logOn.Account)));
        Assert.All(found, logOn => Assert.Equal(WindowsLogOnKind.Task, logOn.Kind));
    }

    [Theory]
    [InlineData(@"\nightly", @"\", "nightly", 1)]
    [InlineData(@"\Shop\Deep\either", @"\Shop\Deep", "either", 6)]
    public void One_is_registered_again_with_its_account_and_the_password_and_gets_no_run_and_no_rights(string path, string folder, string name, int type)
    {
        Give(path);
        var (where, told) = Assert.Single(_registered);
        Assert.Equal(folder, where);
        Assert.Equal([name, 0x34, @".\app", Secret, type, null], told.Where((_, index) => index != 1));
    }

    [Theory]
    [InlineData(unchecked((int)0x80070005), MimErrorCause.AccessDenied, "only an administrator may")]
    [InlineData(unchecked((int)0x80041318), MimErrorCause.InstallFailed, "[removed] is odd")]
    public void What_it_does_not_take_is_told_without_the_password(int code, MimErrorCause cause, string reason)
    {
        _refusal = new AutomationException($"{Secret} is odd.", code);
        var error = Assert.Throws<MimException>(() => Give(@"\nightly"));
        Assert.Equal((cause, @"\nightly"), (error.Cause, error.Subject));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(@"The scheduled task '\nightly' does not get its password: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_nobody_expects_are_told()
    {
        var source = new TaskSource(() => new FakeAutomation { Members = { ["Connect"] = null, ["GetFolder"] = "no folder" } }, name => name);
        Assert.Equal(MimErrorCause.InstallFailed, Assert.Throws<MimException>(() => source.Read()).Cause);
    }

    private void Give(string path)
    {
        using var password = KeyMaterial.CopyOf(System.Text.Encoding.UTF8.GetBytes(Secret));
        Source().Give(new WindowsLogOn(WindowsLogOnKind.Task, path, @".\app"), password);
    }

    private TaskSource Source()
    {
        var deep = Folder(@"\Shop\Deep", [], Task(@"\Shop\Deep\weekly", 1, @".\app"), Task(@"\Shop\Deep\either", 6, "S-1-5-21-1"));
        var shop = Folder(@"\Shop", [deep], Task(@"\Shop\service", 5, "S-1-5-18"), Task(@"\Shop\group", 4, ""));
        var root = Folder(@"\", [shop], Task(@"\nightly", 1, @"WIN01\app"), Task(@"\at log-on", 3, @"WIN01\app"));
        var folders = new Dictionary<string, FakeAutomation> { [@"\"] = root, [@"\Shop"] = shop, [@"\Shop\Deep"] = deep };
        var service = new FakeAutomation { Members = { ["Connect"] = null } };
        service.Members["GetFolder"] = (IReadOnlyList<object?> told) => (object?)folders[(string)told[0]!];
        return new TaskSource(() => service, name => name.StartsWith("S-", StringComparison.Ordinal) ? $"name of {name}" : name);
    }

    private FakeAutomation Folder(string path, FakeAutomation[] folders, params FakeAutomation[] tasks)
    {
        var folder = new FakeAutomation
        {
            Members = { ["GetTasks"] = FakeAutomation.Collection(1, tasks), ["GetFolders"] = FakeAutomation.Collection(1, folders) },
        };
        folder.Members["GetTask"] = (IReadOnlyList<object?> told) => (object?)tasks.First(task => task.Text("Name") == (string)told[0]!);
        folder.Members["RegisterTaskDefinition"] = (IReadOnlyList<object?> told) =>
        {
            _registered.Add((path, [.. told.Select(one => one is KeyMaterial ? FakeAutomation.Text(one) : one)]));
            return _refusal is null ? (object?)new FakeAutomation() : throw _refusal;
        };
        return folder;
    }

    private static FakeAutomation Task(string path, int type, string user) => new()
    {
        Members =
        {
            ["Path"] = path,
            ["Name"] = path[(path.LastIndexOf('\\') + 1)..],
            ["Definition"] = new FakeAutomation
            {
                Members = { ["Principal"] = new FakeAutomation { Members = { ["UserId"] = user, ["LogonType"] = type } } },
            },
        },
    };
}
