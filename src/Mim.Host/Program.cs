using System.CommandLine;

var root = new RootCommand("mim: the headless host of MimModule.");
return await root.Parse(args).InvokeAsync();
