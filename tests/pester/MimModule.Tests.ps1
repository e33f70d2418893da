Describe 'MimModule' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $manifest = Get-TestManifest

        # What a fresh PowerShell says; this one has used the module already.
        function Invoke-Fresh {
            param([string] $Script)

            $shell = [Environment]::ProcessPath
            & $shell -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; `$env:MIM_STORE = '$store'; $Script"
        }

        $loaded = '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -match "^(Mim|SQLitePCL|BouncyCastle|Dapper)" } | ForEach-Object { "$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name)/$($_.GetName().Name)" }'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest $manifest).CompatiblePSEditions | Should -Be 'Core'
    }

    It 'exports every cmdlet of its manifest, and nothing else' {
        $exported = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
        $commands = Get-Command -Module MimModule
        $commands.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $commands.Name | Sort-Object | Should -Be $exported
    }

    It 'uses approved verbs' {
        $approved = (Get-Verb).Verb
        Get-Command -Module MimModule | Where-Object Verb -NotIn $approved | Should -BeNullOrEmpty
    }

    It 'loads nothing of its own but the cmdlets and the core until it is used' {
        Invoke-Fresh $loaded | Sort-Object | Should -Be 'Default/Mim.Core', 'Default/Mim.PowerShell'
    }

    It 'keeps everything else in a context of its own, with one core' {
        $all = Invoke-Fresh "`$null = Get-MachineIdentityStore; $loaded"
        $all | Where-Object { $_ -like 'Default/*' } | Sort-Object | Should -Be 'Default/Mim.Core', 'Default/Mim.PowerShell'
        $all | Should -Contain 'MimModule/Mim.Inventory'
        $all -like '*/Mim.Core' | Should -HaveCount 1
    }

    It 'lets users name its types' {
        Invoke-Fresh '[Mim.Core.Identities.MachineIdentity].Name' | Should -Be 'MachineIdentity'
    }

    It 'survives -Force, removal and a second import' {
        $script = "Import-Module '$manifest' -Force; (Get-MachineIdentityStore).Engine; Remove-Module MimModule; Import-Module '$manifest'; (Get-MachineIdentityStore).Engine"
        Invoke-Fresh $script | Should -Be 'SQLite', 'SQLite'
    }

    It 'forgets its connection when it is removed' {
        $script = "`$null = Connect-MachineIdentityStore; Remove-Module MimModule; Import-Module '$manifest'; Disconnect-MachineIdentityStore -Verbose 4>&1"
        Invoke-Fresh $script | Should -Match 'not connected'
    }

    It 'lets go of the store after every command' -Skip:(-not $IsLinux) {
        $open = Invoke-Fresh "`$null = Get-MachineIdentity; Get-ChildItem /proc/`$PID/fd | ForEach-Object Target"
        $open | Should -Not -Match 'inventory\.db'
    }

    It 'has the default store of the account where the system keeps such things' -Skip:$IsWindows {
        $script = "`$env:MIM_STORE = `$null; `$env:XDG_DATA_HOME = '$TestDrive/data'; Initialize-MachineIdentityStore -WhatIf"
        $expected = (id -u) -eq '0' ? '/var/lib/mim/inventory.db' : "$TestDrive/data/mim/inventory.db"
        Invoke-Fresh $script | Should -BeLike "*`"$expected`"*"
    }

    It 'has help with examples for <_>' -ForEach (Import-PowerShellDataFile "$PSScriptRoot/../../output/MimModule/MimModule.psd1").CmdletsToExport {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -Match '^\s*$'
        $help.examples.example.Count | Should -BeGreaterOrEqual 2
        $help.parameters.parameter | Where-Object name -EQ Store | ForEach-Object { $_.description.Text } | Should -Match 'MIM_STORE'
    }

    It 'has a page about itself' {
        Get-Help about_MimModule | Out-String | Should -Match 'SHORT DESCRIPTION'
    }
}
